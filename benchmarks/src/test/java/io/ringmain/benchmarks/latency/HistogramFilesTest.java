package io.ringmain.benchmarks.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.benchmarks.load.LatencyTrack;
import io.ringmain.benchmarks.load.Schedule;

class HistogramFilesTest
{
    private static final Schedule SCHEDULE = new Schedule(0, 1_000);
    private static final LadderRun RUN = new LadderRun(Way.IN_PROCESS, "ringmain",
            new Ladder(List.of(1_000L), 1_000, 1_000, 1, 1, 1, 1));

    @TempDir
    private Path folder;

    private void fork(String name, long latencyNs) throws Exception
    {
        LatencyTrack track = new LatencyTrack();
        track.begin(SCHEDULE, 1_500);
        for (long i = 0; i < 1_500; i++)
        {
            track.record(SCHEDULE.dueNs(i), SCHEDULE.dueNs(i) + latencyNs);
        }
        try (HistogramFiles.Log log = new HistogramFiles.Log(folder.resolve(name + HistogramFiles.LOG), RUN))
        {
            log.held(1_000, track);
            log.held(3_000, track);
        }
    }

    @Test
    void shouldReadTheForksOfASideTogetherAndNoOthers() throws Exception
    {
        fork("in-process-ringmain-1", 100);
        fork("in-process-ringmain-2", 300);
        fork("in-process-ringmain-direct-1", 900);

        Map<Long, Histogram> byRate = HistogramFiles.read(folder, "in-process-ringmain");

        assertEquals(Set.of(1_000L, 3_000L), byRate.keySet());
        assertEquals(3_000, byRate.get(1_000L).getTotalCount());
        assertEquals(300, byRate.get(1_000L).getMaxValue());
        assertEquals(100, byRate.get(1_000L).getMinValue());
    }

    @Test
    void shouldWriteWhatOtherToolsRead() throws Exception
    {
        fork("in-process-ringmain-1", 2_000);

        HistogramFiles.writeDistributions(folder, "in-process-ringmain");

        List<String> log = Files.readAllLines(folder.resolve("in-process-ringmain-1.hlog"));
        assertEquals(4, log.stream().filter(line -> line.startsWith("Tag=")).count());
        String distribution = Files.readString(folder.resolve("in-process-ringmain-1000.hgrm"));
        assertTrue(distribution.contains("Percentile"), distribution);
        assertTrue(distribution.contains("2.000"), distribution);
        assertEquals("ms,worst_ns", Files.readAllLines(folder.resolve("in-process-ringmain-1.worst.csv")).get(0));
        assertEquals(151, Files.readAllLines(folder.resolve("in-process-ringmain-1.worst.csv")).size());
    }
}
