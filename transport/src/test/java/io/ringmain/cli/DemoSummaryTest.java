package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import io.ringmain.report.Latency;

class DemoSummaryTest
{
    @Test
    void shouldBeOneLineWithThePromisedNames()
    {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(1_000, 999);
        histogram.recordValue(2_000);

        String json = new DemoSummary(5, 4, 1, 5, 5, "aa", "aa", new Latency(Map.of("parse", histogram)),
                Path.of("/w/journal"), Path.of("/w/report.html")).json();

        assertEquals("{\"eventsIn\":5,\"eventsOut\":4,\"deadLetters\":1,\"journaled\":5,\"replayed\":5," +
                "\"liveStateHash\":\"aa\",\"replayStateHash\":\"aa\",\"latencyNs\":{\"parse\":{\"p50\":1000," +
                "\"p99\":1000,\"p999\":1000,\"max\":2000,\"count\":1000}},\"journal\":\"/w/journal\"," +
                "\"report\":\"/w/report.html\"}", json);
    }
}
