package io.ringmain.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;
import org.apache.kafka.common.TopicPartition;

import io.ringmain.event.Positioned;
import io.ringmain.kafka.AcknowledgedOutput;
import io.ringmain.kafka.GroupAdmin;
import io.ringmain.kafka.GroupIngress;
import io.ringmain.kafka.GroupOptions;
import io.ringmain.kafka.LaneOutput;
import io.ringmain.kafka.OutputOptions;
import io.ringmain.kafka.PartitionFeed;
import io.ringmain.kafka.SnapshotTopic;
import io.ringmain.kafka.Topics;
import io.ringmain.kafka.TransactionalOutput;
import io.ringmain.node.NodeStatus.Health;
import io.ringmain.node.NodeStatus.PartitionStatus;

/**
 * An app at work: a member of a consumer group, which shares a topic's partitions with the other nodes of the group. State
 * follows its partition: who gets one restores its newest snapshot, replays the input from there to what is committed with
 * outputs muted, and goes on.
 *
 * <pre>
 *   topic ══▶ ingress ══▶ lane: a pipeline for each partition ══▶ producer ══▶ topic
 *             polls       handles, sends, decides on commits
 *                           │  ▲
 *                           ▼  │
 *                         restore: snapshots from and to their topic
 * </pre>
 *
 * <p>
 * Threading: started and closed by one thread; the accessors may be called from any. Runs member/ingress, member/lane,
 * member/restore, exactly once member/commit too, and Kafka's own.
 *
 * @param <E> the event
 */
public final class Node<E extends Positioned> implements AutoCloseable
{
    /** The name under which {@link #latency()} has the time from poll to commit. */
    public static final String COMMITTED = "committed";

    private static final int MAX_REQUEST_BYTES = 1 << 20;

    private final NodeOptions options;
    private final String member;
    /** Closed from the last opened to the first. */
    private final Deque<AutoCloseable> parts;
    private final NodeLane<E> lane;
    private final GroupIngress ingress;
    private final LaneOutput output;
    private final RestoreThread<E> restore;
    private volatile boolean closed;
    // whether somebody was told of the failure, so that close() need not
    private volatile boolean surfaced;

    private Node(NodeOptions options, String member, Deque<AutoCloseable> parts, NodeLane<E> lane,
            GroupIngress ingress, LaneOutput output, RestoreThread<E> restore)
    {
        this.options = options;
        this.member = member;
        this.parts = parts;
        this.lane = lane;
        this.ingress = ingress;
        this.output = output;
        this.restore = restore;
    }

    /**
     * Joins the group and begins to work. Returns before it has partitions; {@link #status()} tells.
     *
     * @param apps    makes an app for each partition that the node gets, on a thread of the node's
     * @param options where to read, write and keep
     * @param <E>     the event
     * @return a running node
     * @throws io.ringmain.kafka.KafkaUnreachableException when nobody answers within five seconds
     * @throws IllegalArgumentException                    when a topic does not exist
     */
    public static <E extends Positioned> Node<E> start(Supplier<? extends App<E>> apps, NodeOptions options)
    {
        String group = options.group() == null ? apps.get().name() : options.group();
        String member = memberPrefix(group) + (options.instance() == null
                ? String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt())
                : options.instance());
        if (options.standby() && options.journal() != null)
        {
            throw new IllegalArgumentException(
                    "a standby follows Kafka and keeps no journal: leave out the journal, or the standby");
        }
        if (options.instance() != null && options.instance().contains(GroupAdmin.SEPARATOR))
        {
            throw new IllegalArgumentException("the instance \"" + options.instance() + "\" has a \"" +
                    GroupAdmin.SEPARATOR + "\" in its name: give it another");
        }
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try
        {
            int partitions = checkTopics(options);
            GroupAdmin admin = GroupAdmin.open(options.bootstrap(), group, options.client());
            parts.push(admin);
            String snapshotTopic = group + "-" + options.from() + "-snapshots";
            admin.ensureCompacted(snapshotTopic, partitions);
            Path work = temporaryFolder();
            parts.push(() -> RestoreThread.delete(work));
            SnapshotTopic snapshots = SnapshotTopic.of(options.bootstrap(), snapshotTopic, options.client());
            NodeLane<E> lane = new NodeLane<>(member, options);
            RestoreThread<E> restore = new RestoreThread<>(member, group, lane, options, admin, snapshots,
                    new PartitionRestore<>(apps, options, admin, snapshots, work));
            parts.push(restore);
            GroupOptions membership = new GroupOptions(options.bootstrap(), options.from(), group, member,
                    options.instance(), admin.protocol(options.protocol()), options.sessionTimeout(),
                    options.client());
            GroupIngress ingress = options.standby()
                    ? GroupIngress.follow(membership, all(options.from(), partitions), lane)
                    : GroupIngress.start(membership, lane);
            parts.push(ingress);
            LaneOutput output = output(options, member, ingress, admin, lane);
            parts.push(output);
            if (options.standby())
            {
                restore.follow(ingress);
            }
            else
            {
                restore.lookNowAndThen();
            }
            lane.start(ingress, output, restore);
            // the output goes after the ingress: its last commit may be what a partition waits for
            parts.clear();
            parts.push(admin);
            parts.push(() -> RestoreThread.delete(work));
            parts.push(restore);
            parts.push(output);
            parts.push(ingress);
            parts.push(lane::finish);
            return new Node<>(options, member, parts, lane, ingress, output, restore);
        }
        catch (RuntimeException | Error e)
        {
            CloseHelper.closeAll(e::addSuppressed, parts);
            throw e;
        }
    }

    static String memberPrefix(String group)
    {
        return group + GroupAdmin.SEPARATOR;
    }

    private static int checkTopics(NodeOptions options)
    {
        try (Topics topics = Topics.connect(options.bootstrap(), options.client()))
        {
            List<String> missing = new ArrayList<>();
            List<String> needed = new ArrayList<>(options.to());
            needed.add(0, options.from());
            if (options.deadLetters() != null)
            {
                needed.add(options.deadLetters());
            }
            needed.stream().filter(topic -> topics.partitions(topic) == 0).forEach(missing::add);
            if (!missing.isEmpty())
            {
                throw new IllegalArgumentException("There is no topic " + String.join(" and no topic ", missing) +
                        " at " + options.bootstrap() + ": create it first, or check the name");
            }
            return topics.partitions(options.from());
        }
    }

    private static List<TopicPartition> all(String topic, int partitions)
    {
        return IntStream.range(0, partitions).mapToObj(partition -> new TopicPartition(topic, partition)).toList();
    }

    private static LaneOutput output(NodeOptions options, String member, GroupIngress ingress, GroupAdmin admin,
            NodeLane<?> lane)
    {
        OutputOptions its = new OutputOptions(member, options.bootstrap(), options.to(), options.commitInterval(),
                Duration.ZERO, options.packed(), MAX_REQUEST_BYTES, options.client());
        return switch (options.delivery())
        {
            case EXACTLY_ONCE -> TransactionalOutput.start(its, ingress, admin, lane::wake);
            case AT_LEAST_ONCE -> AcknowledgedOutput.start(its, ingress, lane::wake);
        };
    }

    private static Path temporaryFolder()
    {
        try
        {
            return Files.createTempDirectory("ringmain-node-");
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("there is no place for temporary files: " + e, e);
        }
    }

    /** Throws the first failure of any part; a node whose parts all work returns from this at once. */
    public void check()
    {
        Throwable failure = lane.failure();
        surfaced |= failure != null;
        if (failure instanceof RuntimeException unchecked)
        {
            throw unchecked;
        }
        if (failure != null)
        {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /**
     * How it is.
     *
     * @return as of now; from any thread
     */
    public NodeStatus status()
    {
        // counted after the partitions are there, so read before them: none, and a count, is a member that got none
        long rebalances = ingress.rebalances();
        // what is restoring first: it moves to the tasks, and then may be in both
        Map<Integer, PartitionStatus> byNumber = new TreeMap<>();
        lane.restoring().forEach(feed -> byNumber.put(feed.partition().partition(),
                new PartitionStatus(feed.partition().partition(), PartitionStatus.Phase.RESTORING,
                        PartitionFeed.NOTHING, PartitionFeed.NOTHING, feed.end())));
        lane.tasks().forEach(task -> byNumber.put(task.partition(), task.status()));
        List<PartitionStatus> partitions = List.copyOf(byNumber.values());
        String trouble = trouble();
        return new NodeStatus(health(partitions, trouble, rebalances), trouble, member, partitions, lane.eventsIn(),
                lane.replayed(), output.recordsOut(), output.commits(), rebalances, ingress.pauses());
    }

    private String trouble()
    {
        Throwable failure = lane.failure();
        if (failure != null)
        {
            return String.valueOf(failure.getMessage());
        }
        String restoring = restore.trouble();
        return output.trouble().orElse(restoring == null ? "" : restoring);
    }

    private Health health(List<PartitionStatus> partitions, String trouble, long rebalances)
    {
        if (lane.failure() != null)
        {
            return Health.FAILED;
        }
        if (closed)
        {
            return Health.CLOSED;
        }
        if (!trouble.isEmpty())
        {
            return Health.TROUBLED;
        }
        if (restore.isFollowing())
        {
            return partitions.stream().allMatch(its -> its.phase() == PartitionStatus.Phase.FOLLOWING)
                    ? Health.STANDBY
                    : Health.STARTING;
        }
        return rebalances > 0 && partitions.stream().allMatch(its -> its.phase() == PartitionStatus.Phase.LIVE)
                ? Health.READY
                : Health.STARTING;
    }

    /**
     * Latency so far, in nanoseconds: of each stage, as {@link io.ringmain.pipeline.Pipeline#latency()} has it, over all
     * partitions that the node has or had, replays apart; and {@link #COMMITTED}, from the poll that brought an event to the
     * commit of what came of it.
     *
     * @return copies, by name
     */
    public Map<String, Histogram> latency()
    {
        Map<String, Histogram> latency = new LinkedHashMap<>(lane.stageLatency());
        latency.put(COMMITTED, lane.latency().total());
        return latency;
    }

    /**
     * What it was told.
     *
     * @return as at the start
     */
    public NodeOptions options()
    {
        return options;
    }

    /**
     * Handles no more, commits what was handled, writes the state to its topic, leaves the group. Every part is closed
     * whatever happens to another; the first failure is thrown, unless {@link #check()} has thrown it.
     */
    @Override
    public void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        Deque<AutoCloseable> open = new ArrayDeque<>(parts);
        parts.clear();
        boolean interrupted = Thread.interrupted();
        try
        {
            CloseHelper.closeAll(open);
        }
        finally
        {
            if (interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
        if (!surfaced)
        {
            check();
        }
    }
}
