package io.ringmain.benchmarks.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.LatencyTrack;
import io.ringmain.benchmarks.load.LoadedPath;
import io.ringmain.benchmarks.load.Schedule;

class ClimbTest
{
    private static final long KEEP_NS = 1_000_000;

    private final List<Long> held = new ArrayList<>();

    /** Takes so many events a second; what comes faster waits. */
    private static final class Server implements LoadedPath
    {
        private final LatencyTrack latency = new LatencyTrack();
        private final long perSecond;
        private boolean isHindered;
        private boolean isLosing;

        Server(long perSecond)
        {
            this.perSecond = perSecond;
        }

        @Override
        public void run(Schedule schedule, long events)
        {
            long serviceNs = 1_000_000_000 / perSecond;
            long freeNs = schedule.startNs();
            for (long i = isLosing ? 1 : 0; i < events; i++)
            {
                long dueNs = schedule.dueNs(i);
                freeNs = Math.max(freeNs, dueNs) + serviceNs;
                latency.record(dueNs, isHindered && i % 10 == 0 ? freeNs + 5 * KEEP_NS : freeNs);
            }
            isHindered = false;
        }

        @Override
        public LatencyTrack latency()
        {
            return latency;
        }

        @Override
        public void close()
        {}
    }

    private static Ladder ladder(Long... rates)
    {
        return new Ladder(List.of(rates), rates[0], rates[0], 1, 400, KEEP_NS, 8);
    }

    private Map<String, List<Double>> climb(Server server, Ladder ladder) throws Exception
    {
        return new Climb(server, ladder, (rate, latency) -> held.add(rate)).run();
    }

    @Test
    void shouldFindTheHighestRateThatIsServed() throws Exception
    {
        Map<String, List<Double>> figures = climb(new Server(50_000), ladder(1_000L, 10_000L, 100_000L));

        assertEquals(50, figures.get(Climb.HIGHEST).get(0), 2);
        assertEquals(20_000, figures.get(Climb.metric("p50", 1_000)).get(0), 100);
    }

    @Test
    void shouldLookBeyondTheLadder() throws Exception
    {
        Map<String, List<Double>> figures = climb(new Server(50_000), ladder(1_000L, 10_000L));

        assertEquals(50, figures.get(Climb.HIGHEST).get(0), 2);
    }

    @Test
    void shouldSayThatNoRateKeepsIt() throws Exception
    {
        Map<String, List<Double>> figures = climb(new Server(500), ladder(1_000L, 10_000L));

        assertEquals(0, figures.get(Climb.HIGHEST).get(0));
    }

    @Test
    void shouldEndWhereThereIsOnlyAQueueThatGrows() throws Exception
    {
        Map<String, List<Double>> figures = climb(new Server(5_000), ladder(1_000L, 10_000L, 100_000L));

        assertEquals(List.of(1_000L, 10_000L), held);
        assertFalse(figures.containsKey(Climb.metric("p50", 100_000)));
    }

    @Test
    void shouldForgiveASingleAccident() throws Exception
    {
        Server server = new Server(50_000);
        server.isHindered = true;

        Map<String, List<Double>> figures = climb(server, ladder(1_000L));

        assertTrue(figures.get(Climb.HIGHEST).get(0) > 1);
    }

    @Test
    void shouldFailWhenAnEventIsLost()
    {
        Server server = new Server(50_000);
        server.isLosing = true;

        assertThrows(WrongAnswer.class, () -> climb(server, ladder(1_000L)));
    }

    @Test
    void shouldRoundRatesToTwoDigits()
    {
        assertEquals(320_000, Climb.rounded(316_227.8));
        assertEquals(1_000, Climb.rounded(1_004));
        assertEquals(3, Climb.rounded(3.16));
    }

    @Test
    void shouldReadALadderOffACommandLine()
    {
        Ladder ladder = ladder(1_000L, 3_000L);
        LadderRun run = new LadderRun(Way.JOURNAL, "ringmain", ladder);

        assertEquals(LadderRun.WORDS, run.arguments().size());
        assertEquals(run, LadderRun.parse(run.arguments()));
        assertTrue(ladder.mostEvents() > 1_000 * 4);
    }
}
