package io.ringmain.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.Sequence;
import org.junit.jupiter.api.Test;

import io.ringmain.engine.LoopView;
import io.ringmain.engine.SlowBatches;

/** Step by step, on a clock of the test's own. */
class WatchdogTest
{
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Sequence match = new Sequence(41);
    private long available = 41;
    private long nowNs = 7;
    private final List<LoopView> loops = new ArrayList<>(List.of(
            new LoopView("lane-1", "orders", List.of("match"), match, () -> available, new SlowBatches())));
    private final List<Stall> told = new ArrayList<>();
    private final Watchdog watchdog = new Watchdog(
            new Watched("orders", () -> List.copyOf(loops), lane -> Thread.currentThread(), () -> false), () -> nowNs,
            TimeUnit.SECONDS.toNanos(1), told::add);

    @Test
    void shouldTellOfAStallOnceWhenTheLimitHasPassedAndWorkWaits()
    {
        look(1);
        available = 53;
        look(1); // the first that sees work wait

        look(9);
        assertEquals(List.of(), told);
        look(20);

        assertEquals(1, told.size());
        Stall stall = told.get(0);
        assertEquals("orders", stall.pipeline());
        assertEquals("lane-1", stall.lane());
        assertEquals(List.of("match"), stall.stages());
        assertEquals(41, stall.sequence());
        assertEquals(12, stall.waitingEvents());
        assertEquals(TimeUnit.SECONDS.toNanos(1), stall.stalledNs());
        assertFalse(stall.resumed());
        assertTrue(stall.stack().stream().anyMatch(frame -> frame.getClassName().equals(getClass().getName())));
        assertTrue(stall.toString().startsWith("pipeline \"orders\": stage match on lane lane-1 handled nothing for " +
                "1.0 s since sequence 41 while 12 events wait; its thread is at\n    "), stall::toString);
    }

    @Test
    void shouldTellOnceMoreWhenTheStageGoesOn()
    {
        stall();

        match.set(50);
        look(3);

        assertEquals(2, told.size());
        Stall end = told.get(1);
        assertTrue(end.resumed());
        assertEquals(50, end.sequence());
        assertEquals(3, end.waitingEvents());
        assertEquals(TimeUnit.MILLISECONDS.toNanos(1_500), end.stalledNs());
        assertEquals(List.of(), end.stack());
        assertEquals(
                "pipeline \"orders\": stage match on lane lane-1 goes on after 1.5 s; handled up to sequence 50, " +
                        "3 events wait",
                end.toString());
    }

    @Test
    void shouldTellAgainWhenItStallsAgain()
    {
        stall();
        match.set(50);
        look(1);

        look(10);

        assertEquals(List.of(false, true, false), told.stream().map(Stall::resumed).toList());
    }

    @Test
    void shouldTellNothingWhenNothingWaitsOrTheStageAdvancesSlowly()
    {
        look(30);
        available = 100;
        for (int i = 42; i < 60; i++)
        {
            look(9);
            match.set(i);
        }

        assertEquals(List.of(), told);
    }

    @Test
    void shouldNotTakeAPauseOfTheWholeMachineForAStall()
    {
        available = 53;
        look(2);

        nowNs += TimeUnit.HOURS.toNanos(1);
        watchdog.doWork();

        assertEquals(List.of(), told);
    }

    @Test
    void shouldTellTheEndWhenAStalledStageIsTakenOut()
    {
        stall();

        loops.clear();
        look(2);

        assertEquals(List.of(false, true), told.stream().map(Stall::resumed).toList());
    }

    private void stall()
    {
        available = 53;
        look(1 + 1 + 15 - 1);
        assertEquals(1, told.size());
    }

    private void look(int times)
    {
        for (int i = 0; i < times; i++)
        {
            nowNs += LOOK_NS;
            watchdog.doWork();
        }
    }
}
