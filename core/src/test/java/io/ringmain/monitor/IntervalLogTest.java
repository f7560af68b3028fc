package io.ringmain.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

/** Step by step, on a clock of the test's own; read back by HdrHistogram's own reader. */
class IntervalLogTest
{
    private static final long START_MS = 1_795_377_600_000L;

    private final Map<String, Histogram> totals = new LinkedHashMap<>();
    private long begunMs = 1;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long nowMs = START_MS;

    @Test
    void shouldWriteWhatEachIntervalAddedUnderTheStagesName()
    {
        record("match", 1_000, 5);
        IntervalLog log = log(out);

        record("match", 2_000, 3);
        record("out", 9_000, 2);
        step(log);
        record("match", 4_000_000, 1);
        step(log);

        List<Histogram> intervals = read();
        assertEquals(List.of("match", "out", "match", "out"), intervals.stream().map(Histogram::getTag).toList());
        assertEquals(List.of(3L, 2L, 1L, 0L), intervals.stream().map(Histogram::getTotalCount).toList());
        assertEquals(3, intervals.get(0).getCountAtValue(2_000));
        assertEquals(0, intervals.get(0).getCountAtValue(1_000));
        assertTrue(intervals.get(0).valuesAreEquivalent(2_000, intervals.get(0).getMaxValue()));
        assertEquals(START_MS, intervals.get(0).getStartTimeStamp());
        assertEquals(START_MS + 1_000, intervals.get(2).getStartTimeStamp());
        assertEquals(START_MS + 2_000, intervals.get(2).getEndTimeStamp());
        assertEquals(8 + 1, totals.get("match").getTotalCount());
    }

    @Test
    void shouldMakeTagsLegalAndKeepThemApart()
    {
        record("risk, fast", 1, 1);
        record("risk__fast", 1, 2);
        IntervalLog log = log(out);
        record("risk, fast", 1, 3);
        record("risk__fast", 1, 4);

        step(log);
        step(log);

        assertEquals(List.of("risk__fast 3", "risk__fast_ 4", "risk__fast 0", "risk__fast_ 0"),
                read().stream().map(interval -> interval.getTag() + " " + interval.getTotalCount()).toList());
    }

    @Test
    void shouldBeginAnewWithAStageThatWasTakenOutAndAddedAgain()
    {
        record("match", 1, 5);
        IntervalLog log = log(out);
        totals.clear();
        record("match", 1, 2);

        step(log);

        assertEquals(2, read().get(0).getTotalCount());
    }

    @Test
    void shouldStopAndSayWhyWhenTheStreamRefusesAWrite()
    {
        IOException full = new IOException("No space left on device");
        long[] room = {200};
        IntervalLog log = log(new OutputStream()
        {
            @Override
            public void write(int oneByte) throws IOException
            {
                if (room[0]-- == 0)
                {
                    throw full;
                }
            }
        });
        record("match", 1, 5);

        step(log);

        assertFalse(log.doWork());
        UncheckedIOException thrown = assertThrows(UncheckedIOException.class, log::close);
        assertSame(full, thrown.getCause());
        assertEquals("the latency log of pipeline \"orders\" is not complete: No space left on device",
                thrown.getMessage());
    }

    private IntervalLog log(OutputStream stream)
    {
        return new IntervalLog("orders", this::copies, () -> nowMs, stream, TimeUnit.SECONDS.toNanos(1));
    }

    private void step(IntervalLog log)
    {
        nowMs += 1_000;
        log.doWork();
    }

    private void record(String stage, long latencyNs, long count)
    {
        totals.computeIfAbsent(stage, name -> begun()).recordValueWithCount(latencyNs, count);
    }

    /** A total says since when it counts, which tells it from that of an earlier stage of the same name. */
    private Histogram begun()
    {
        Histogram total = new Histogram(TimeUnit.HOURS.toNanos(1), 3);
        total.setStartTimeStamp(begunMs++);
        return total;
    }

    private Map<String, Histogram> copies()
    {
        Map<String, Histogram> copies = new LinkedHashMap<>();
        totals.forEach((stage, total) -> copies.put(stage, total.copy()));
        return copies;
    }

    private List<Histogram> read()
    {
        List<Histogram> intervals = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(out.toByteArray())))
        {
            while (reader.hasNext())
            {
                intervals.add((Histogram) reader.nextIntervalHistogram());
            }
        }
        return intervals;
    }
}
