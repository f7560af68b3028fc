package io.ringmain.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;

import io.ringmain.event.Positioned;
import io.ringmain.graph.Graph;
import io.ringmain.journal.JournalWriter;
import io.ringmain.journal.ReadOptions;
import io.ringmain.kafka.EgressOptions;
import io.ringmain.kafka.IngressOptions;
import io.ringmain.kafka.KafkaEgress;
import io.ringmain.kafka.KafkaIngress;
import io.ringmain.pipeline.Account;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.recovery.Recovered;
import io.ringmain.recovery.Recovery;
import io.ringmain.recovery.RecoveryProgress;
import io.ringmain.recovery.SnapshotStore;

/**
 * An app at work: a Kafka topic flows through its pipeline, journaled, into Kafka again.
 *
 * <p>
 * Threading: started and closed by one thread; the accessors may be called from any. Runs an ingress thread, the pipeline's
 * lanes, and Kafka's own.
 *
 * @param <E> the event
 */
public final class OldNode<E extends Positioned> implements AutoCloseable
{
    /** The name under which {@link #latency()} has the time from a send to Kafka's acknowledgement. */
    public static final String ACKNOWLEDGED = "acknowledged";

    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** Closed from the last opened to the first. */
    private final Deque<AutoCloseable> parts;
    private final JournalWriter<E> journal;
    private final KafkaEgress<E> egress;
    private final Pipeline<E> pipeline;
    private final KafkaIngress ingress;
    private final Recovered recovered;

    private OldNode(Deque<AutoCloseable> parts, JournalWriter<E> journal, KafkaEgress<E> egress, Pipeline<E> pipeline,
            KafkaIngress ingress, Recovered recovered)
    {
        this.recovered = recovered;
        this.parts = parts;
        this.journal = journal;
        this.egress = egress;
        this.pipeline = pipeline;
        this.ingress = ingress;
    }

    /**
     * As {@link #start(App, OldNodeOptions, Consumer)}, without being told of the recovery's progress.
     *
     * @param app     describes the pipeline; a fresh one
     * @param options where to read, write and keep
     * @param <E>     the event
     * @return a running node
     */
    public static <E extends Positioned> OldNode<E> start(App<E> app, OldNodeOptions options)
    {
        return start(app, options, progress ->
        {});
    }

    /**
     * Opens the journal, connects to Kafka, starts the pipeline, recovers its state from the journal and the snapshots in
     * it, begins to read: each partition behind the last record of it that the journal has.
     *
     * <p>
     * What was in the journal when a former node was killed is not sent again, whether Kafka has acknowledged it or not.
     *
     * @param app      describes the pipeline; a fresh one
     * @param options  where to read, write and keep
     * @param progress told now and then of the recovery, by the calling thread
     * @param <E>      the event
     * @return a running node
     * @throws io.ringmain.journal.JournalException         when the journal cannot be opened
     * @throws io.ringmain.recovery.SnapshotException       when a snapshot does not fit the pipeline
     * @throws io.ringmain.kafka.KafkaUnreachableException  when nobody answers within five seconds
     * @throws IllegalArgumentException                     when a topic or a position does not exist, or the app lets a
     *                                                      replay come to the journal or the egress
     * @throws io.ringmain.failure.PipelineFailedException  when a stage cannot start
     */
    public static <E extends Positioned> OldNode<E> start(App<E> app, OldNodeOptions options,
            Consumer<? super RecoveryProgress> progress)
    {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try
        {
            JournalWriter<E> journal = JournalWriter.open(options.journal(), app.codec(),
                    options.journalOptions());
            SnapshotStore.of(options.journal()).register();
            AtomicBoolean lanesEnded = new AtomicBoolean(true);
            parts.push(() -> closeJournal(journal, lanesEnded.get()));
            KafkaEgress<E> egress = KafkaEgress.start(
                    EgressOptions.of(app.name(), options.bootstrap(), options.to().toArray(String[]::new))
                            .withOverrides(options.client()),
                    app);
            parts.push(egress);
            PipelineBuilder<E> builder = Pipeline.<E>builder(app.name(), app::newEvent).singlePublisher()
                    .replaying();
            app.describe(builder, journal, egress);
            if (!builder.isLiveOnly(journal) || !builder.isLiveOnly(egress))
            {
                throw new IllegalArgumentException(
                        "app \"" + app.name() + "\" must mark the stages of its journal and " +
                                "its egress liveOnly(): a recovery would write again what the journal has");
            }
            Pipeline<E> pipeline = builder.build();
            lanesEnded.set(false);
            parts.push(() -> drain(pipeline, egress, lanesEnded));
            Recovered recovered = Recovery.run(pipeline, app.codec(), options.journal(),
                    new ReadOptions(options.journalOptions().key(), null), SnapshotStore.of(options.journal()),
                    progress);
            pipeline.goLive(DRAIN);
            Map<Integer, Long> positions = new HashMap<>(options.positions());
            // what the journal has must neither be missing nor come twice
            positions.putAll(recovered.position().positions());
            KafkaIngress ingress = KafkaIngress.start(IngressOptions.of(app.name(), options.bootstrap(), options.from())
                    .withFrom(positions).withOverrides(options.client()), pipeline.publisher(), app);
            parts.push(ingress);
            return new OldNode<>(parts, journal, egress, pipeline, ingress, recovered);
        }
        catch (RuntimeException | Error e)
        {
            CloseHelper.closeAll(e::addSuppressed, parts);
            throw e;
        }
    }

    /** Throws the first failure of any part; a node whose parts all work returns from this at once. */
    public void check()
    {
        pipeline.failure().ifPresent(OldNode::rethrow);
        egress.failure().ifPresent(OldNode::rethrow);
        ingress.failure().ifPresent(OldNode::rethrow);
    }

    /**
     * What runs.
     *
     * @return the pipeline's description
     */
    public Graph graph()
    {
        return pipeline.graph();
    }

    /**
     * Latency so far, in nanoseconds: of each stage, as {@link Pipeline#latency()} has it, and of the acknowledgement by
     * Kafka ({@link #ACKNOWLEDGED}), counted from the send.
     *
     * @return copies, by name
     */
    public Map<String, Histogram> latency()
    {
        Map<String, Histogram> latency = new LinkedHashMap<>(pipeline.latency());
        latency.put(ACKNOWLEDGED, egress.latency());
        return latency;
    }

    /**
     * What the start has recovered.
     *
     * @return of an empty journal: nothing, at sequence 0
     */
    public Recovered recovered()
    {
        return recovered;
    }

    /**
     * Events read from Kafka into the ring.
     *
     * @return since the start
     */
    public long eventsIn()
    {
        return ingress.published();
    }

    /**
     * Records that Kafka has acknowledged.
     *
     * @return since the start
     */
    public long eventsOut()
    {
        return egress.acknowledged();
    }

    /**
     * Events that the journal has kept since the start.
     *
     * @return a count
     */
    public long journaled()
    {
        return journal.records();
    }

    /**
     * The hash of the state of all stages, once the node is closed.
     *
     * @return SHA-256 in hexadecimal
     */
    public String stateHash()
    {
        return pipeline.stateHash();
    }

    /**
     * Stops reading, lets the pipeline handle what it has, waits for Kafka's acknowledgements, forces the journal to disk.
     * Every part is closed whatever happens to another; the first failure is thrown.
     */
    @Override
    public void close()
    {
        Deque<AutoCloseable> open = new ArrayDeque<>(parts);
        parts.clear();
        // an interrupted thread could not force the journal
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
        ingress.failure().ifPresent(OldNode::rethrow);
    }

    /** A lane that still writes must not find its segment unmapped; the journal's next opening settles its end. */
    private static void closeJournal(JournalWriter<?> journal, boolean lanesEnded)
    {
        if (!lanesEnded)
        {
            throw new IllegalStateException("the journal " + journal.directory() +
                    " was not closed, because a lane has not ended; its next opening settles its end");
        }
        journal.close();
    }

    private static void drain(Pipeline<?> pipeline, KafkaEgress<?> egress, AtomicBoolean lanesEnded)
    {
        Account account = pipeline.close(DRAIN);
        lanesEnded.set(account.stuckLanes().isEmpty());
        pipeline.failure().ifPresent(OldNode::rethrow);
        if (!account.complete())
        {
            throw new IllegalStateException(
                    "pipeline \"" + pipeline.graph().name() + "\" left " + account.leftBehind() +
                            " of " + account.published() + " events behind after " + DRAIN.toSeconds() + " s " +
                            account.stuckLanes());
        }
        egress.awaitAcknowledged(DRAIN);
    }

    private static void rethrow(Throwable failure)
    {
        if (failure instanceof RuntimeException unchecked)
        {
            throw unchecked;
        }
        throw new IllegalStateException(failure.getMessage(), failure);
    }
}
