package io.ringmain.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;

import io.ringmain.node.Node;
import io.ringmain.node.NodeStatus;
import io.ringmain.node.NodeStatus.Health;
import io.ringmain.node.NodeStatus.PartitionStatus;
import io.ringmain.report.Units;
import io.ringmain.web.StatusJson;
import io.ringmain.web.Watched;

/** How a node is, in one line, and what it came to in the end. One thread. */
final class RunStatus
{
    private static final double NS_PER_SECOND = 1e9;
    /** Rates are those of the last second or so. */
    private static final long RATE_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    /** News of the first seconds is told at once, and then so often at most. */
    private static final long NEWS_INTERVAL_NS = TimeUnit.SECONDS.toNanos(10);

    private final Watched node;
    private final long startNs;

    private NodeStatus now;
    private long intervalNs;
    private NodeStatus atInterval;
    private double inPerSecond;
    private double outPerSecond;
    private News told;
    private long toldNs;
    private long elapsedNs;
    private boolean stopped;

    /**
     * What a log is told.
     *
     * @param health     of the node
     * @param partitions that it has
     */
    private record News(Health health, Set<Integer> partitions)
    {
        static News of(NodeStatus status)
        {
            return new News(status.health(),
                    status.partitions().stream().map(PartitionStatus::partition).collect(Collectors.toSet()));
        }
    }

    RunStatus(Watched node, long startNs)
    {
        this.node = node;
        this.startNs = startNs;
        this.intervalNs = startNs;
        this.now = node.status().get();
        this.atInterval = now;
    }

    /** Asks the node how it is. */
    void look(long nowNs)
    {
        now = node.status().get();
        long passedNs = nowNs - intervalNs;
        if (passedNs >= RATE_INTERVAL_NS)
        {
            inPerSecond = (now.eventsIn() - atInterval.eventsIn()) * NS_PER_SECOND / passedNs;
            outPerSecond = (now.recordsOut() - atInterval.recordsOut()) * NS_PER_SECOND / passedNs;
            intervalNs = nowNs;
            atInterval = now;
        }
    }

    /** Whether partitions came or went, or trouble began or ended, since it last answered yes; not too often. */
    boolean isNews(long nowNs)
    {
        News news = News.of(now);
        boolean early = nowNs - startNs < NEWS_INTERVAL_NS;
        if (news.equals(told) || (told != null && !early && nowNs - toldNs < NEWS_INTERVAL_NS))
        {
            return false;
        }
        told = news;
        toldNs = nowNs;
        return true;
    }

    String line()
    {
        StringBuilder line = new StringBuilder();
        if (!now.trouble().isEmpty())
        {
            line.append("trouble: ").append(now.trouble()).append("; ");
        }
        else if (now.health() != Health.READY)
        {
            line.append(word(now.health())).append(", ");
        }
        line.append(phases()).append(", ").append(Units.count(Math.round(inPerSecond))).append("/s in, ")
                .append(Units.count(Math.round(outPerSecond))).append("/s out, lag ").append(Units.count(now.lag()))
                .append(", ").append(Units.count(now.commits(), "commit"));
        String latency = latency();
        return latency.isEmpty() ? line.toString() : line.append(", ").append(latency).toString();
    }

    private static String word(Health health)
    {
        return health.name().toLowerCase(Locale.ROOT);
    }

    /** Such as "partitions 0-2 live, 5 replaying". */
    private String phases()
    {
        if (now.partitions().isEmpty())
        {
            return "no partition";
        }
        Map<PartitionStatus.Phase, List<Integer>> phases = new EnumMap<>(PartitionStatus.Phase.class);
        now.partitions().forEach(
                its -> phases.computeIfAbsent(its.phase(), phase -> new ArrayList<>()).add(its.partition()));
        return phases.entrySet().stream()
                .map(phase -> ranges(phase.getValue()) + ' ' + phase.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", now.partitions().size() == 1 ? "partition " : "partitions ", ""));
    }

    /** Neighbours become one range. */
    static String ranges(List<Integer> numbers)
    {
        StringBuilder ranges = new StringBuilder();
        int first = 0;
        for (int i = 0; i < numbers.size(); i++)
        {
            boolean last = i + 1 == numbers.size() || numbers.get(i + 1) != numbers.get(i) + 1;
            if (last)
            {
                ranges.append(ranges.isEmpty() ? "" : ",").append(numbers.get(first))
                        .append(first == i ? "" : "-" + numbers.get(i));
                first = i + 1;
            }
        }
        return ranges.toString();
    }

    private String latency()
    {
        Histogram latency = node.latency().get().get(Node.COMMITTED);
        return latency == null || latency.getTotalCount() == 0
                ? ""
                : "p50 " + Units.duration(latency.getValueAtPercentile(50)) + " p99 " +
                        Units.duration(latency.getValueAtPercentile(99));
    }

    /** The node is closed. */
    void end(long nowNs, boolean itWasStopped)
    {
        now = node.status().get();
        elapsedNs = Math.max(1, nowNs - startNs);
        stopped = itWasStopped;
    }

    String account()
    {
        String replayed = now.replayed() == 0 ? "" : "; before, " + Units.count(now.replayed()) + " replayed";
        String latency = latency();
        return (stopped ? "Stopped. " : "") + "Handled " + Units.count(now.eventsIn(), "event") + " of kafka:" +
                node.from() + " in " + Units.duration(elapsedNs) + ", " +
                Units.count(Math.round(now.eventsIn() * NS_PER_SECOND / elapsedNs)) + "/s" + replayed + ". " +
                Units.count(now.recordsOut(), "record") + " out, " + Units.count(now.commits(), "commit") +
                (latency.isEmpty() ? "" : ", from poll to commit " + latency) + '.';
    }

    /** One line; the names are a promise to scripts. */
    String json(String kind)
    {
        ObjectNode json = StatusJson.of(node, now).put("kind", kind);
        return json.put("elapsedNs", kind.equals("summary") ? elapsedNs : Math.max(0, System.nanoTime() - startNs))
                .put("stopped", stopped).toString();
    }
}
