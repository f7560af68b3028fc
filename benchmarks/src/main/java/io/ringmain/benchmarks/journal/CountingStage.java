package io.ringmain.benchmarks.journal;

import com.lmax.disruptor.EventHandler;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.event.Message;

/** The last stage: counts, and notices an event that is not the next. A number of 0 begins anew. */
final class CountingStage implements EventHandler<Message>
{
    private final Reached reached;
    private long expected;
    private long count;

    CountingStage(Reached reached)
    {
        this.reached = reached;
    }

    @Override
    public void onEvent(Message event, long sequence, boolean endOfBatch)
    {
        long number = Payloads.number(event);
        if (number != expected && number != 0)
        {
            throw new WrongAnswer("event " + number + " came where " + expected + " was due");
        }
        expected = number + 1;
        count++;
        if (endOfBatch)
        {
            reached.count(count);
        }
    }
}
