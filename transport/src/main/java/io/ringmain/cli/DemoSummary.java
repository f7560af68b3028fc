package io.ringmain.cli;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;

import io.ringmain.report.Latency;

/**
 * How a demo went, for programs.
 *
 * @param eventsIn        lines and records that came in: eventsOut and deadLetters together
 * @param eventsOut       results that Kafka has acknowledged
 * @param deadLetters     lines and records that were no flight
 * @param journaled       events in the recording
 * @param replayed        events read from it again
 * @param liveStateHash   of the state after the run
 * @param replayStateHash of the state after the replay
 * @param latency         by stage
 * @param journal         where the recording is
 * @param report          where the page is
 */
record DemoSummary(long eventsIn, long eventsOut, long deadLetters, long journaled, long replayed, String liveStateHash,
        String replayStateHash, Latency latency, Path journal, Path report)
{
    /** One line; the names are a promise to scripts. */
    String json()
    {
        ObjectNode json = new JsonMapper().createObjectNode().put("eventsIn", eventsIn).put("eventsOut", eventsOut)
                .put("deadLetters", deadLetters).put("journaled", journaled).put("replayed", replayed)
                .put("liveStateHash", liveStateHash).put("replayStateHash", replayStateHash);
        ObjectNode stages = json.putObject("latencyNs");
        latency.stages().forEach((name, histogram) -> put(stages.putObject(name), histogram));
        return json.put("journal", journal.toString()).put("report", report.toString()).toString();
    }

    private static void put(ObjectNode stage, Histogram histogram)
    {
        stage.put("p50", histogram.getValueAtPercentile(50)).put("p99", histogram.getValueAtPercentile(99))
                .put("p999", histogram.getValueAtPercentile(99.9)).put("max", histogram.getMaxValue())
                .put("count", histogram.getTotalCount());
    }
}
