package io.ringmain.engine;

import java.util.function.Predicate;

import com.lmax.disruptor.EventHandler;

import io.ringmain.counter.StageCounter;
import io.ringmain.counter.StageCounters;

/** Drops the events that a predicate does not let pass. Template: cloned for each filter, see {@link Specializer}. */
final class FilterHandler<E> implements EventHandler<E>
{
    private final Predicate<? super E> passes;
    private final DroppedSlots dropped;
    private final StageCounters counters;

    FilterHandler(Predicate<? super E> passes, DroppedSlots dropped, StageCounters counters)
    {
        this.passes = passes;
        this.dropped = dropped;
        this.counters = counters;
    }

    @Override
    public void onEvent(E event, long sequence, boolean endOfBatch)
    {
        if (!passes.test(event))
        {
            dropped.drop(sequence);
            counters.add(StageCounter.FILTERED, 1);
        }
    }
}
