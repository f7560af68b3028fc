package io.ringmain.web;

import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;

import io.ringmain.node.NodeStatus;
import io.ringmain.node.NodeStatus.PartitionStatus;

/** A node's status as JSON. The names are a promise to scripts. Threading: any thread. */
public final class StatusJson
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StatusJson()
    {}

    /**
     * The whole: the status, each partition, each latency.
     *
     * @param node what to look at
     * @return a new object
     */
    public static ObjectNode of(Watched node)
    {
        return of(node, node.status().get());
    }

    /**
     * The same of a status that is there already.
     *
     * @param node   what it belongs to
     * @param status of it
     * @return a new object
     */
    public static ObjectNode of(Watched node, NodeStatus status)
    {
        ObjectNode json = MAPPER.createObjectNode().put("app", node.app()).put("group", node.group())
                .put("from", node.from()).put("member", status.member()).put("health", status.health().name())
                .put("trouble", status.trouble()).put("eventsIn", status.eventsIn())
                .put("replayed", status.replayed()).put("recordsOut", status.recordsOut())
                .put("commits", status.commits()).put("lag", status.lag()).put("rebalances", status.rebalances())
                .put("pauses", status.pauses());
        var partitions = json.putArray("partitions");
        for (PartitionStatus partition : status.partitions())
        {
            partitions.addObject().put("partition", partition.partition()).put("phase", partition.phase().name())
                    .put("position", partition.position()).put("committed", partition.committed())
                    .put("end", partition.end()).put("lag", partition.lag());
        }
        ObjectNode latencies = json.putObject("latencyNs");
        for (Map.Entry<String, Histogram> one : node.latency().get().entrySet())
        {
            Histogram latency = one.getValue();
            latencies.putObject(one.getKey()).put("count", latency.getTotalCount())
                    .put("p50", latency.getValueAtPercentile(50)).put("p99", latency.getValueAtPercentile(99))
                    .put("max", latency.getMaxValue());
        }
        return json;
    }
}
