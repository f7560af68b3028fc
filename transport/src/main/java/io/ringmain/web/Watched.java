package io.ringmain.web;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.HdrHistogram.Histogram;

import io.ringmain.node.NodeStatus;

/**
 * A node as it is seen from outside.
 *
 * @param app     its app's name
 * @param group   the group that it is in
 * @param from    the topic that it reads
 * @param status  how it is just now; from any thread
 * @param latency copies of its latencies in ns, by name; from any thread
 */
public record Watched(String app, String group, String from, Supplier<NodeStatus> status,
        Supplier<Map<String, Histogram>> latency)
{
    /** Checks that nothing is missing. */
    public Watched
    {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(latency, "latency");
    }
}
