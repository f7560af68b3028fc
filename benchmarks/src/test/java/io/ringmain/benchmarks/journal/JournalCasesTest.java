package io.ringmain.benchmarks.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Case.Contestant;

class JournalCasesTest
{
    private final List<Case<JournalRun>> cases = new JournalCases(2).all();

    private Case<JournalRun> named(String name)
    {
        return cases.stream().filter(question -> question.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void shouldAskForWhatWasPromised()
    {
        List<Contestant<JournalRun>> small = named("append-64").peers();
        List<Contestant<JournalRun>> larger = named("append-256").peers();

        assertEquals(3, small.get(0).asked().orElseThrow());
        assertEquals(0.9, small.get(1).asked().orElseThrow());
        assertEquals(4, larger.get(0).asked().orElseThrow());
        assertEquals(5, named("pipeline-64").ringmain().asked().orElseThrow());
        assertEquals(100_000, named("open-loop-64-p99.9").ringmain().asked().orElseThrow());
        assertEquals(2_000_000, named("open-loop-256-direct-max").ringmain().asked().orElseThrow());
        assertEquals(30, named("read-64").ringmain().asked().orElseThrow());
        assertEquals(15, named("replay-64").ringmain().asked().orElseThrow());
        assertEquals(2_000, named("open-10g").ringmain().asked().orElseThrow());
    }

    @Test
    void shouldGiveEveryCaseItsOwnName()
    {
        List<String> names = cases.stream().map(Case::name).toList();

        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void shouldPassARunToAForkUnchanged()
    {
        for (Case<JournalRun> question : cases)
        {
            Stream.concat(Stream.of(question.ringmain()), question.peers().stream())
                    .flatMap(side -> side.candidates().stream())
                    .forEach(run -> assertEquals(run, JournalRun.parse(run.arguments())));
        }
    }

    @Test
    void shouldWriteSeveralSegmentsWhileLatencyIsMeasured()
    {
        long events = AppendLatency.PER_SECOND * JournalEffort.FULL.latencyMs() / 1_000;

        assertTrue(events * (64 + Volume.RECORD_HEADER_BYTES) > 3L * JournalEffort.FULL.segmentBytes());
    }

    @Test
    void shouldTakeAboutThreeQuartersOfAnHourInAll()
    {
        double plannedS = cases.stream()
                .flatMap(question -> Stream.concat(Stream.of(question.ringmain()), question.peers().stream()))
                .flatMap(side -> side.candidates().stream()).distinct()
                .mapToDouble(run -> Math.min(7, run.mostRounds()) * run.seconds(false)).sum();

        assertTrue(plannedS < 50 * 60, plannedS + " s");
    }
}
