package io.ringmain.benchmarks.scaling;

import java.util.OptionalDouble;

/** The work alone: its time for an event is the service time that any lane has to add to. */
final class NoLanes implements Lanes
{
    private final Tally tally;
    private final KeyedEvent event = new KeyedEvent();

    NoLanes(Tally tally)
    {
        this.tally = tally;
    }

    @Override
    public void publish(long first, long count)
    {
        for (long value = first; value < first + count; value++)
        {
            event.set(value);
            tally.add(0, KeyedWork.of(event.value));
        }
    }

    @Override
    public OptionalDouble meanInRingNs()
    {
        return OptionalDouble.empty();
    }

    @Override
    public void close()
    {
        // has no thread
    }
}
