package io.ringmain.benchmarks.journal;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Message;
import io.ringmain.event.MessageSlab;

/** Drives a stage as its lane would, on the caller's thread: events of one slab, in batches. */
final class Feed
{
    /** Events to a batch. */
    static final int BATCH = 64;

    private final Payloads payloads;
    private final BatchingHandler<Message> stage;
    private final Message[] events = new Message[Payloads.VARIANTS];
    private long next;

    Feed(Payloads payloads, int payloadBytes, BatchingHandler<Message> stage)
    {
        this.payloads = payloads;
        this.stage = stage;
        MessageSlab slab = MessageSlab.allocate(payloadBytes, events.length);
        for (int i = 0; i < events.length; i++)
        {
            events[i] = slab.newInstance();
            payloads.fill(events[i], i);
        }
    }

    /** So many events, a multiple of {@link #BATCH}. */
    void events(long count) throws Exception
    {
        long end = next + count;
        for (long first = next; first < end; first += BATCH)
        {
            for (int i = 0; i < BATCH; i++)
            {
                hand(first + i, i == BATCH - 1);
            }
        }
        next = end;
    }

    /** One event, a batch of its own. */
    void event() throws Exception
    {
        hand(next++, true);
    }

    /** How many there were. */
    long count()
    {
        return next;
    }

    private void hand(long number, boolean endOfBatch) throws Exception
    {
        Message event = events[(int) (number % Payloads.VARIANTS)];
        payloads.number(event, number);
        stage.onEvent(event, number, endOfBatch);
    }
}
