package io.ringmain.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyTest
{
    @TempDir
    Path folder;

    @Test
    void shouldShowAStagePerLineInOrder()
    {
        List<String> lines = latency().table().text().lines().toList();

        assertEquals(5, lines.size());
        assertTrue(lines.get(0).matches(" +stage +p50 +p90 +p99 +p99\\.9 +p99\\.99 +max +count"), lines.get(0));
        assertTrue(lines.get(2).matches(" +parse +500 µs +900 µs +990 µs +999 µs +1\\.00 ms +1\\.00 ms +1,000"),
                lines.get(2));
        assertTrue(lines.get(3).matches(" +end to end +(7\\.00 s +){6}1"), lines.get(3));
        assertTrue(lines.get(4).matches(" +idle +(– +){6}0"), lines.get(4));
        assertEquals(1, lines.stream().mapToInt(String::length).distinct().count());
    }

    @Test
    void shouldWriteALogThatItsOwnReaderReads() throws IOException
    {
        Path file = folder.resolve("latency.hlog");
        Latency latency = latency();

        latency.writeLog(file, "a run", 1_700_000_000_000L, 1_700_000_008_500L);

        try (HistogramLogReader reader = new HistogramLogReader(file.toFile()))
        {
            for (Map.Entry<String, Histogram> stage : latency.stages().entrySet())
            {
                Histogram read = (Histogram) reader.nextIntervalHistogram();
                assertEquals(stage.getKey().replace(' ', '-'), read.getTag());
                assertEquals(stage.getValue(), read);
                assertEquals(8_500, read.getEndTimeStamp() - read.getStartTimeStamp());
            }
            assertNull(reader.nextIntervalHistogram());
        }
        assertNull(latency.stages().get("parse").getTag(), "the caller's histogram is not changed");
    }

    @Test
    void shouldNameTheFileWhenItCannotBeWritten()
    {
        Path file = folder.resolve("absent/latency.hlog");

        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> latency().writeLog(file, "", 0, 1));

        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }

    static Latency latency()
    {
        Histogram parse = new Histogram(3);
        for (int i = 1; i <= 1_000; i++)
        {
            parse.recordValue(i * 1_000L);
        }
        Histogram end = new Histogram(3);
        end.recordValue(7_000_000_000L);
        Map<String, Histogram> stages = new LinkedHashMap<>();
        stages.put("parse", parse);
        stages.put("end to end", end);
        stages.put("idle", new Histogram(3));
        return new Latency(stages);
    }
}
