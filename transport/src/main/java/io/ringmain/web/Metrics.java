package io.ringmain.web;

import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

import org.HdrHistogram.Histogram;

import io.ringmain.node.NodeStatus;
import io.ringmain.node.NodeStatus.Health;
import io.ringmain.node.NodeStatus.PartitionStatus;

/**
 * A node's counts in the text format of Prometheus, version 0.0.4. Written by hand, since it is a page and a half. Threading:
 * one thread for each.
 */
final class Metrics
{
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double NS_PER_SECOND = 1e9;
    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 1};

    private final StringBuilder text = new StringBuilder();
    private final String labels;

    private Metrics(Watched node)
    {
        labels = label("app", node.app()) + ',' + label("group", node.group());
    }

    static String of(Watched node)
    {
        NodeStatus status = node.status().get();
        Metrics metrics = new Metrics(node);
        metrics.health(status.health());
        metrics.one("events_in_total", "counter", "Events handled live.", status.eventsIn());
        metrics.one("events_replayed_total", "counter", "Events replayed to rebuild state.", status.replayed());
        metrics.one("records_out_total", "counter", "Records sent and committed.", status.recordsOut());
        metrics.one("commits_total", "counter", "Commits.", status.commits());
        metrics.one("rebalances_total", "counter", "How often partitions came or went.", status.rebalances());
        metrics.one("pauses_total", "counter", "How often reading waited for handling.", status.pauses());
        metrics.one("partitions", "gauge", "Partitions that the node has.", status.partitions().size());
        metrics.partitions(node, status, "partition_position", "Offset of the next record to be handled.",
                PartitionStatus::position);
        metrics.partitions(node, status, "partition_committed", "Offset that is committed, -1 for none.",
                PartitionStatus::committed);
        metrics.partitions(node, status, "partition_end", "Offset behind the last record, -1 when not known.",
                PartitionStatus::end);
        metrics.partitions(node, status, "partition_lag", "Records that the node is behind.", PartitionStatus::lag);
        metrics.partitions(node, status, "partition_live", "1 when the partition is handled live.",
                partition -> partition.phase() == PartitionStatus.Phase.LIVE ? 1 : 0);
        metrics.latency(node.latency().get());
        return metrics.text.toString();
    }

    private void health(Health now)
    {
        head("health", "gauge", "1 for the state that the node is in.");
        for (Health health : Health.values())
        {
            sample("health", ',' + label("state", health.name().toLowerCase(Locale.ROOT)), health == now ? "1" : "0");
        }
    }

    private void one(String name, String type, String help, long value)
    {
        head(name, type, help);
        sample(name, "", Long.toString(value));
    }

    private void partitions(Watched node, NodeStatus status, String name, String help,
            ToLongFunction<PartitionStatus> value)
    {
        head(name, "gauge", help);
        for (PartitionStatus partition : status.partitions())
        {
            sample(name, ',' + label("topic", node.from()) + ',' +
                    label("partition", Integer.toString(partition.partition())),
                    Long.toString(value.applyAsLong(partition)));
        }
    }

    private void latency(Map<String, Histogram> latencies)
    {
        head("latency_seconds", "summary", "Latency since the start.");
        for (Map.Entry<String, Histogram> one : latencies.entrySet())
        {
            Histogram latency = one.getValue();
            String of = ',' + label("of", one.getKey());
            for (double quantile : QUANTILES)
            {
                sample("latency_seconds", of + ',' + label("quantile", Double.toString(quantile)),
                        Double.toString(latency.getValueAtPercentile(quantile * 100) / NS_PER_SECOND));
            }
            long count = latency.getTotalCount();
            sample("latency_seconds_sum", of,
                    Double.toString(count == 0 ? 0 : latency.getMean() * count / NS_PER_SECOND));
            sample("latency_seconds_count", of, Long.toString(count));
        }
    }

    private void head(String name, String type, String help)
    {
        text.append("# HELP ringmain_").append(name).append(' ').append(help).append("\n# TYPE ringmain_").append(name)
                .append(' ').append(type).append('\n');
    }

    private void sample(String name, String furtherLabels, String value)
    {
        text.append("ringmain_").append(name).append('{').append(labels).append(furtherLabels).append("} ")
                .append(value).append('\n');
    }

    private static String label(String name, String value)
    {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
