package io.ringmain.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.DataOutput;
import java.lang.management.ManagementFactory;

import org.junit.jupiter.api.Test;

import io.ringmain.event.Emitter;
import io.ringmain.state.TimerHandler;
import io.ringmain.state.Timers;

/** In a steady state, nothing is allocated: not per event, not per window, not per result. */
class AllocationTest
{
    private static final int EVENTS = 20_000;

    /** Far less than a byte an event; the JVM's own doings may cost a few. */
    private static final long ALLOWED_BYTES = 10_000;

    private final Sample sample = new Sample();
    private final long[] result = new long[1];
    private final Emitter<long[]> out = () -> result;
    private long now;

    private static final class Sample
    {
        private long time;
        private long key;
        private long value;
    }

    private static final class Sum implements Accumulator
    {
        private long value;

        void add(Sample added)
        {
            value += added.value;
        }

        void merge(Sum later)
        {
            value += later.value;
        }

        @Override
        public void clear()
        {
            value = 0;
        }

        @Override
        public void writeSnapshot(DataOutput snapshot)
        {}

        @Override
        public void readSnapshot(DataInput snapshot)
        {}
    }

    @Test
    void shouldAllocateNothingWhenWindowsOpenAndClose()
    {
        EventTimeOperator<Sample, long[]> operator = Windows.hopping(100, 50).time((Sample s) -> s.time)
                .key(s -> s.key).outOfOrder(20).lateness(100).aggregate(Sum::new, Sum::add)
                .emit((window, sum, to) -> to[0] += sum.value);

        assertNothingAllocated(() -> map(operator));
    }

    @Test
    void shouldAllocateNothingWhenSessionsOpenMergeAndClose()
    {
        EventTimeOperator<Sample, long[]> operator = Windows.session(15).time((Sample s) -> s.time).key(s -> s.key)
                .outOfOrder(20).lateness(100).aggregate(Sum::new, Sum::add, Sum::merge)
                .emit((window, sum, to) -> to[0] += sum.value);

        assertNothingAllocated(() -> map(operator));
    }

    @Test
    void shouldAllocateNothingWhenRowsJoin()
    {
        EventTimeOperator<Sample, long[]> operator = Joins.within(30).time((Sample s) -> s.time).key(s -> s.key)
                .outOfOrder(20).left(s -> (s.value & 1) == 0, Sum::new, (row, s) -> row.value = s.value)
                .right(s -> (s.value & 1) == 1, Sum::new, (row, s) -> row.value = s.value)
                .emit((left, right, to) -> to[0] += left.value + right.value);

        assertNothingAllocated(() -> map(operator));
    }

    @Test
    void shouldAllocateNothingWhenTimersComeAndGo()
    {
        Timers timers = new Timers();
        TimerHandler handler = (deadline, payload, timerId) -> result[0] += payload;

        assertNothingAllocated(() ->
        {
            now++;
            timers.schedule(now + now % 50, now);
            timers.cancel(timers.schedule(now + 10, now));
            timers.advanceTo(now, handler);
        });
    }

    /** Times go up with a jitter of a few units, over 16 keys. */
    private void map(EventTimeOperator<Sample, long[]> operator)
    {
        now++;
        sample.time = now - now % 7 * 3;
        sample.key = now * 7 % 16;
        sample.value = now >> 4;
        operator.map(sample, now, out);
    }

    private void assertNothingAllocated(Runnable event)
    {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < EVENTS; i++)
        {
            event.run();
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < EVENTS; i++)
        {
            event.run();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(result[0] != 0, "nothing has come out");
        assertTrue(allocated < ALLOWED_BYTES, () -> allocated + " bytes for " + EVENTS + " events");
    }
}
