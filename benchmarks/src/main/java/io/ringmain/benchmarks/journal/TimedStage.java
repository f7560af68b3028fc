package io.ringmain.benchmarks.journal;

import io.ringmain.benchmarks.load.LatencyTrack;
import io.ringmain.benchmarks.load.Schedule;
import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Message;

/**
 * A journal's stage, and how long after it was due each of its events was kept: one look at the clock when a batch has been
 * written.
 */
final class TimedStage implements BatchingHandler<Message>
{
    private final BatchingHandler<Message> journal;
    private final LatencyTrack latency;
    private final Reached reached;

    // the load's, set while no event is on its way; its next event publishes them
    private Schedule schedule;
    private long first;

    private long recorded;

    TimedStage(BatchingHandler<Message> journal, LatencyTrack latency, Reached reached)
    {
        this.journal = journal;
        this.latency = latency;
        this.reached = reached;
    }

    /** Before the load begins: when events are due, and the number of the first of them. */
    void expect(Schedule due, long firstNumber)
    {
        schedule = due;
        first = firstNumber;
    }

    @Override
    public void onEvent(Message event, long sequence, boolean endOfBatch) throws Exception
    {
        journal.onEvent(event, sequence, endOfBatch);
        if (endOfBatch)
        {
            long nowNs = System.nanoTime();
            long end = Payloads.number(event) + 1;
            while (recorded < end)
            {
                latency.record(schedule.dueNs(recorded - first), nowNs);
                recorded++;
            }
            reached.count(end);
        }
    }
}
