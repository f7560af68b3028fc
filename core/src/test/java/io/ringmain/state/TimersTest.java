package io.ringmain.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class TimersTest
{
    private final Timers timers = new Timers();
    private final List<Long> fired = new ArrayList<>();
    private final TimerHandler collect = (deadline, payload, timerId) -> fired.add(payload);

    @Test
    void shouldFireByDeadlineThenInTheOrderOfScheduling()
    {
        timers.schedule(20, 1);
        timers.schedule(10, 2);
        timers.schedule(20, 3);
        timers.schedule(-5, 4);

        int count = timers.advanceTo(20, collect);

        assertEquals(4, count);
        assertEquals(List.of(4L, 2L, 1L, 3L), fired);
        assertEquals(0, timers.size());
    }

    @Test
    void shouldFireUpToAndIncludingTheTime()
    {
        timers.schedule(10, 1);
        timers.schedule(11, 2);

        timers.advanceTo(9, collect);
        assertEquals(List.of(), fired);

        timers.advanceTo(10, collect);
        assertEquals(List.of(1L), fired);
    }

    @Test
    void shouldNotFireWhenCancelled()
    {
        long first = timers.schedule(10, 1);
        timers.schedule(10, 2);

        assertTrue(timers.cancel(first));
        assertFalse(timers.cancel(first), "cancelled already");
        timers.advanceTo(10, collect);

        assertEquals(List.of(2L), fired);
        assertFalse(timers.cancel(1), "fired already");
        assertFalse(timers.cancel(99), "never scheduled");
    }

    @Test
    void shouldNotGoBackWhenTimeDoes()
    {
        timers.advanceTo(100, collect);
        timers.schedule(50, 1);

        timers.advanceTo(10, collect);

        assertEquals(100, timers.now());
        assertEquals(List.of(1L), fired, "its deadline had passed");
    }

    @Test
    void shouldFireInTheSameAdvanceWhenTheHandlerSchedulesWhatIsDue()
    {
        timers.schedule(10, 10);
        timers.schedule(25, 25);

        timers.advanceTo(40, (deadline, payload, timerId) ->
        {
            fired.add(deadline);
            if (payload == 10 && deadline < 50)
            {
                timers.schedule(deadline + 10, 10);
            }
        });

        assertEquals(List.of(10L, 20L, 25L, 30L, 40L), fired);
        assertEquals(1, timers.size(), "the one at 50");
    }

    @Test
    void shouldLeaveTheLaterOnesWhenTheHandlerThrows()
    {
        timers.schedule(10, 1);
        timers.schedule(10, 2);

        assertThrows(IllegalStateException.class, () -> timers.advanceTo(10, (deadline, payload, timerId) ->
        {
            throw new IllegalStateException("no");
        }));
        timers.advanceTo(10, collect);

        assertEquals(List.of(2L), fired);
    }

    @Test
    void shouldTakeAnyDeadline()
    {
        timers.schedule(Long.MAX_VALUE, 2);
        timers.schedule(Long.MIN_VALUE, 1);

        timers.advanceTo(Long.MIN_VALUE, collect);
        assertEquals(List.of(1L), fired);

        timers.advanceTo(Long.MAX_VALUE, collect);
        assertEquals(List.of(1L, 2L), fired);
    }

    @Test
    void shouldKeepIdsWhenRestored() throws IOException
    {
        long kept = timers.schedule(10, 1);
        timers.schedule(5, 2);
        timers.advanceTo(5, collect);

        Timers restored = new Timers();
        restored.schedule(1, 99);
        Snapshots.restore(restored, Snapshots.of(timers));

        assertEquals(5, restored.now());
        assertEquals(1, restored.size());
        assertEquals(2, restored.schedule(7, 3), "ids go on");
        assertTrue(restored.cancel(kept));
    }

    @Test
    void shouldWriteEqualBytesWhenEqualTimersCameAboutDifferently() throws IOException
    {
        Timers other = new Timers();
        for (long deadline : new long[] {30, 10, 20})
        {
            timers.schedule(deadline, 0);
            other.schedule(deadline, 0);
        }
        for (int i = 0; i < 40; i++)
        {
            timers.cancel(timers.schedule(i, i));
        }
        long[] ids = new long[40];
        Arrays.setAll(ids, i -> other.schedule(i, i));
        Arrays.stream(ids).forEach(other::cancel);

        assertArrayEquals(Snapshots.of(timers), Snapshots.of(other));

        other.schedule(40, 0);
        assertNotEquals(Arrays.hashCode(Snapshots.of(timers)), Arrays.hashCode(Snapshots.of(other)));
    }
}
