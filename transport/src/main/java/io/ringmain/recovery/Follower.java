package io.ringmain.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.journal.JournalDamagedException;
import io.ringmain.journal.JournalException;
import io.ringmain.journal.ReadOptions;
import io.ringmain.journal.ReaderRegistration;
import io.ringmain.pipeline.Account;
import io.ringmain.pipeline.Pipeline;

/**
 * Reads a journal as another process writes it, through the same stages, live-only ones muted for good, and writes a
 * snapshot of them now and then: so that a restart has little to replay, and the primary never pauses. It begins with the
 * newest snapshot itself. While it runs it is registered as a reader, which retention does not pass.
 *
 * <pre>{@code
 * try (Follower<Order> follower = Follower.open(pipeline, codec, journal, FollowerOptions.of(journal)))
 * {
 *     follower.run();                 // until stop() or an interrupt; close() then writes the last snapshot
 * }
 * }</pre>
 *
 * <p>
 * It does not notice when the primary ends, and goes on when that is there again. It ends by an exception when the journal
 * is damaged, a stage fails, or a snapshot cannot be written; what it has read until then is in its last snapshot
 * all the same, unless a stage has failed.
 *
 * <p>
 * Owner: one thread opens, runs and closes it, and publishes. Readers: any thread, of {@link #progress()}; {@link #stop()}
 * may be called from any.
 *
 * @param <E> the event
 */
public final class Follower<E extends Positioned> implements AutoCloseable
{
    private static final Duration DRAIN = Duration.ofMinutes(1);
    private static final int RECORDS_A_TURN = 4096;
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long REGISTER_NS = TimeUnit.SECONDS.toNanos(1);

    private final Pipeline<E> pipeline;
    private final FollowerOptions options;
    private final NanoClock clock;
    private final ReaderRegistration registration;
    private final Restart<E> restart;
    private final JournalFeed<E> feed;

    private long sinceSnapshot;
    private long snapshotNs;
    private long registeredNs;
    private long snapshots;
    private Snapshot latest;
    private boolean closed;
    private volatile boolean stopped;
    private volatile FollowerProgress progress;

    private Follower(Pipeline<E> pipeline, FollowerOptions options, NanoClock clock, ReaderRegistration registration,
            Restart<E> restart)
    {
        this.pipeline = pipeline;
        this.options = options;
        this.clock = clock;
        this.registration = registration;
        this.restart = restart;
        this.feed = restart.feed();
        snapshotNs = clock.nanoTime();
        register();
        tell(false);
    }

    /**
     * Registers as a reader, restores the newest usable snapshot, and starts the pipeline.
     *
     * @param pipeline built as {@code replaying()}, and not started; closed with this
     * @param codec    reads the records
     * @param journal  its folder
     * @param options  when to write snapshots, and where
     * @param <E>      the event
     * @return to be run
     * @throws JournalException                            when the journal cannot be read
     * @throws SnapshotException                           when a snapshot is whole but does not fit the pipeline
     * @throws io.ringmain.failure.PipelineFailedException when a stage cannot start
     */
    public static <E extends Positioned> Follower<E> open(Pipeline<E> pipeline, Codec<E> codec, Path journal,
            FollowerOptions options)
    {
        return open(pipeline, RecordDecoder.of(codec), journal, options, SystemNanoClock.INSTANCE);
    }

    /**
     * As {@link #open(Pipeline, Codec, Path, FollowerOptions)}, for a journal whose records are not all written by one codec.
     *
     * @param pipeline built as {@code replaying()}, and not started; closed with this
     * @param decoder  reads the records
     * @param journal  its folder
     * @param options  when to write snapshots, and where
     * @param <E>      the event
     * @return to be run
     */
    public static <E extends Positioned> Follower<E> open(Pipeline<E> pipeline, RecordDecoder<? super E> decoder,
            Path journal, FollowerOptions options)
    {
        return open(pipeline, decoder, journal, options, SystemNanoClock.INSTANCE);
    }

    static <E extends Positioned> Follower<E> open(Pipeline<E> pipeline, RecordDecoder<? super E> decoder, Path journal,
            FollowerOptions options, NanoClock clock)
    {
        ReaderRegistration registration = ReaderRegistration.register(journal, options.name(), 0);
        Restart<E> restart = null;
        try
        {
            restart = Restart.begin(pipeline, decoder, journal, new ReadOptions(options.key(), null),
                    options.store());
            pipeline.start();
            return new Follower<>(pipeline, options, clock, registration, restart);
        }
        catch (RuntimeException | Error e)
        {
            if (restart != null)
            {
                restart.feed().close();
            }
            pipeline.close(Duration.ZERO);
            registration.close();
            throw e;
        }
    }

    /**
     * Reads until {@link #stop()}, or until this thread is interrupted, which stays so.
     *
     * @throws JournalDamagedException                     when a record is damaged or missing
     * @throws SnapshotException                           when a snapshot cannot be written
     * @throws io.ringmain.failure.PipelineFailedException when a stage fails
     */
    public void run()
    {
        try
        {
            while (!stopped && !Thread.currentThread().isInterrupted())
            {
                if (doWork() == 0)
                {
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
        }
        catch (JournalDamagedException e)
        {
            throw e;
        }
        catch (JournalException e)
        {
            // an interrupt closes the file that is just being opened
            if (!Thread.currentThread().isInterrupted())
            {
                throw e;
            }
        }
    }

    /**
     * One turn: reads what is there, some thousand records at most, and writes a snapshot when it is time. For those who
     * have a loop of their own.
     *
     * @return how many records
     */
    public int doWork()
    {
        int count = 0;
        while (count < RECORDS_A_TURN && feed.publishNext(pipeline.publisher()))
        {
            count++;
            if (++sinceSnapshot >= options.everyRecords())
            {
                writeSnapshot();
            }
        }
        long nowNs = clock.nanoTime();
        if (sinceSnapshot > 0 && nowNs - snapshotNs >= options.every().toNanos())
        {
            writeSnapshot();
        }
        if (nowNs - registeredNs >= REGISTER_NS)
        {
            // also when nothing has come: it is alive
            register();
        }
        tell(count < RECORDS_A_TURN);
        return count;
    }

    /** Lets {@link #run()} return. Any thread. */
    public void stop()
    {
        stopped = true;
    }

    /**
     * How far it is. Any thread.
     *
     * @return as of the last turn
     */
    public FollowerProgress progress()
    {
        return progress;
    }

    /**
     * Snapshots that could not be used at the start.
     *
     * @return newer than the one that it began with
     */
    public List<BrokenSnapshot> broken()
    {
        return restart.broken();
    }

    /**
     * Writes the last snapshot, when anything has come since the one before and no stage has failed; ends the pipeline and
     * the registration. An interrupt does not shorten this.
     *
     * @throws SnapshotException     when that snapshot cannot be written
     * @throws IllegalStateException when the pipeline does not end
     */
    @Override
    public void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        try
        {
            end();
        }
        finally
        {
            if (interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end()
    {
        try
        {
            if (sinceSnapshot > 0 && pipeline.failure().isEmpty())
            {
                writeSnapshot();
                tell(false);
            }
        }
        finally
        {
            feed.close();
            pipeline.close(DRAIN);
            registration.close();
        }
        Account account = pipeline.close(DRAIN);
        if (pipeline.failure().isEmpty() && !account.complete())
        {
            throw new IllegalStateException("the follower's pipeline \"" + pipeline.graph().name() + "\" left " +
                    account.leftBehind() + " of " + account.published() + " events behind: " + account.stuckLanes());
        }
    }

    /** The stages catch up, stand still and are written; the position is that behind the record published last. */
    private void writeSnapshot()
    {
        latest = options.store().write(feed.position(), sink -> pipeline.snapshot(sink, DRAIN));
        snapshots++;
        sinceSnapshot = 0;
        snapshotNs = clock.nanoTime();
        register();
    }

    /** What is behind its newest snapshot it would need again, were it killed now. */
    private void register()
    {
        Snapshot newest = latest == null ? restart.snapshot() : latest;
        registration.advance(newest == null ? 0 : newest.position().nextSequence());
        registeredNs = clock.nanoTime();
    }

    private void tell(boolean caughtUp)
    {
        progress = new FollowerProgress(restart.snapshot(), feed.records(), feed.nextSequence(), caughtUp, snapshots,
                latest);
    }
}
