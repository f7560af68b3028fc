package io.ringmain.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;

import io.ringmain.journal.JournalOptions;
import io.ringmain.kafka.Topics;
import io.ringmain.node.Node;
import io.ringmain.node.NodeOptions;
import io.ringmain.node.NodeStatus;

/**
 * The demo at work: a feed, a node and a reader of its output, until every flight is accounted for.
 *
 * <p>
 * Owner: the thread that started it asks again and again whether it is {@link #done}, and finishes it. Runs a thread for
 * the feed, one for the reader, and the node's.
 */
public final class LiveRun implements AutoCloseable
{
    /** The name under which the latency from feed to reader is reported. */
    public static final String END_TO_END = "end-to-end";

    private static final int PARTITIONS = 3;
    /** A group for each run: its positions are of no use to the next. */
    private static final String GROUP = "flights-demo-";
    private static final int SEGMENT_BYTES = 16 << 20;
    private static final Duration READ_PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STALL_NS = TimeUnit.SECONDS.toNanos(30);

    private final Deque<AutoCloseable> parts;
    private final Topics topics;
    private final Map<Integer, Long> inputStart;
    private final OutputCheck account;
    private final List<FlightsApp> apps;
    private final Node<FlightEvent> node;
    private final OutputReader reader;
    private final Task reading;
    private final FlightFeed feed;
    private final Task feeding;
    private boolean expecting;
    private long lastSeen = -1;
    private long lastSeenNs;

    private LiveRun(Deque<AutoCloseable> parts, Topics topics, Map<Integer, Long> inputStart, OutputCheck account,
            List<FlightsApp> apps, Node<FlightEvent> node, OutputReader reader, FlightFeed feed)
    {
        this.parts = parts;
        this.topics = topics;
        this.inputStart = inputStart;
        this.account = account;
        this.apps = apps;
        this.node = node;
        this.reader = reader;
        this.reading = Task.start("demo/reader", reader::run);
        this.feed = feed;
        this.feeding = Task.start("demo/feed", feed::run);
        parts.push(() -> reading.join(READ_PATIENCE));
        parts.push(reader);
        parts.push(node);
        parts.push(() -> feeding.join(READ_PATIENCE));
        parts.push(feed);
    }

    /**
     * Creates the topics where they are missing, and starts everything.
     *
     * @param bootstrap   of the Kafka cluster
     * @param file        the flights to feed
     * @param perSecond   how many; 0 for as fast as Kafka takes them
     * @param journal     the folder that gets a journal for each partition
     * @param deadLetters takes the records that are no flight; each counts as accounted for
     * @return at work
     * @throws io.ringmain.kafka.KafkaUnreachableException when nobody answers within five seconds
     * @throws io.ringmain.journal.JournalException        when the journal cannot be created
     */
    public static LiveRun start(String bootstrap, FlightFile file, long perSecond, Path journal,
            DeadLetters deadLetters)
    {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try
        {
            EpochNanoClock clock = new OffsetEpochNanoClock();
            OutputCheck account = new OutputCheck();
            Topics topics = Topics.connect(bootstrap);
            parts.push(topics);
            topics.ensure(FlightsApp.INPUT_TOPIC, PARTITIONS);
            topics.ensure(FlightsApp.OUTPUT_TOPIC, PARTITIONS);
            // where others left the topics is where this run begins
            Map<Integer, Long> inputStart = topics.endOffsets(FlightsApp.INPUT_TOPIC);
            Map<Integer, Long> outputStart = topics.endOffsets(FlightsApp.OUTPUT_TOPIC);
            List<FlightsApp> apps = new CopyOnWriteArrayList<>();
            Node<FlightEvent> node = Node.start(() ->
            {
                FlightsApp app = new FlightsApp(event ->
                {
                    deadLetters.rejected(event);
                    account.seen(event.partition(), event.position());
                });
                apps.add(app);
                return app;
            }, NodeOptions.of(bootstrap, FlightsApp.INPUT_TOPIC, FlightsApp.OUTPUT_TOPIC)
                    .withGroup(GROUP + UUID.randomUUID()).withLatest(true)
                    .withJournal(journal, JournalOptions.defaults().withSegmentBytes(SEGMENT_BYTES)));
            parts.push(node);
            // it begins where the topic ends when it gets its partitions
            awaitReady(node);
            FlightFeed feed = new FlightFeed(file, perSecond, bootstrap, clock, account::seen);
            parts.push(feed);
            OutputReader reader = new OutputReader(bootstrap, outputStart, account, clock);
            return new LiveRun(parts, topics, inputStart, account, apps, node, reader, feed);
        }
        catch (RuntimeException | Error e)
        {
            CloseHelper.closeAll(e::addSuppressed, parts);
            throw e;
        }
    }

    private static void awaitReady(Node<?> node)
    {
        long sinceNs = System.nanoTime();
        NodeStatus status = node.status();
        while (status.health() != NodeStatus.Health.READY || status.partitions().isEmpty())
        {
            node.check();
            if (System.nanoTime() - sinceNs > STALL_NS)
            {
                throw new StallException("the node has not got its partitions within " +
                        TimeUnit.NANOSECONDS.toSeconds(STALL_NS) + " s: " + status.trouble());
            }
            if (Thread.currentThread().isInterrupted())
            {
                throw new CancellationException("the demo was interrupted");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
            status = node.status();
        }
    }

    /**
     * Whether every flight is accounted for. Throws the first failure of any part.
     *
     * @param nowNs the monotonic clock
     * @return false while there is something to wait for
     * @throws StallException when nothing has come for half a minute
     */
    public boolean done(long nowNs)
    {
        feeding.check();
        node.check();
        reading.check();
        if (feeding.ended() && !expecting)
        {
            topics.endOffsets(FlightsApp.INPUT_TOPIC)
                    .forEach((partition, end) -> account.expect(partition, inputStart.get(partition), end));
            expecting = true;
        }
        long seen = account.seen();
        if (seen != lastSeen || !feeding.ended())
        {
            lastSeen = seen;
            lastSeenNs = nowNs;
        }
        else if (nowNs - lastSeenNs > STALL_NS)
        {
            NodeStatus status = node.status();
            throw new StallException("nothing has come out for " + TimeUnit.NANOSECONDS.toSeconds(STALL_NS) +
                    " s: fed " + feed.sent() + ", handled " + status.eventsIn() + ", committed by Kafka " +
                    status.recordsOut() + ", accounted for " + seen + ". " + status.trouble());
        }
        return expecting && account.complete();
    }

    /**
     * Flights handed to Kafka so far.
     *
     * @return a count
     */
    public long fed()
    {
        return feed.sent();
    }

    /**
     * Flights accounted for so far.
     *
     * @return a count
     */
    public long accountedFor()
    {
        return account.seen();
    }

    /**
     * Latency so far, in nanoseconds: of each stage, from poll to commit, and from feed to reader
     * ({@link #END_TO_END}).
     *
     * @return copies, by name
     */
    public Map<String, Histogram> latency()
    {
        Map<String, Histogram> latency = new LinkedHashMap<>(node.latency());
        latency.put(END_TO_END, reader.latency());
        return latency;
    }

    /**
     * Drains and closes the node, then reads its output to the end, so that one sent twice could not hide there.
     *
     * @return what came of it
     */
    public LiveResult finish()
    {
        CloseHelper.closeAll(feed, node);
        reader.finishAt(topics.endOffsets(FlightsApp.OUTPUT_TOPIC));
        if (!reading.join(READ_PATIENCE))
        {
            throw new StallException(
                    "the output topic could not be read to its end within " + READ_PATIENCE.toSeconds() +
                            " s: is the broker still there?");
        }
        reading.check();
        close();
        NodeStatus status = node.status();
        FlightStates states = new FlightStates(apps);
        return new LiveResult(feed.sent(), status.recordsOut(), states.rejected(), status.eventsIn(), states.hash(),
                latency(), account.result(), states);
    }

    /** Ends every part; what had begun is drained as far as it goes. */
    @Override
    public void close()
    {
        Deque<AutoCloseable> open = new ArrayDeque<>(parts);
        parts.clear();
        CloseHelper.closeAll(open);
    }
}
