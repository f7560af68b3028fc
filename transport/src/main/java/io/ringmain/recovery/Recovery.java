package io.ringmain.recovery;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.journal.ReadOptions;
import io.ringmain.pipeline.Pipeline;

/**
 * Brings a pipeline to the state that a journal stands for: restores the newest snapshot that can be used, and replays what
 * the journal has behind it. Stages that are live-only see nothing of that; {@link Pipeline#goLive()} afterwards lets them
 * take part in the same pipeline.
 */
public final class Recovery
{
    private static final long PROGRESS_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Between two looks at the clock. */
    private static final int STRIDE = 4096;

    private Recovery()
    {}

    /**
     * Restores, starts and replays. Returns when the last record of the journal is published; {@code goLive()} and
     * {@code close()} wait for the stages. Runs on the caller's thread, which publishes, and on the pipeline's lanes.
     *
     * @param pipeline built as {@code replaying()}, and not started; it is not closed here when this throws
     * @param codec    reads the records
     * @param journal  its folder; nobody else may be about to write to it, save who waits for this
     * @param options  the journal's key, if it has one
     * @param store    where snapshots are; null: replay from the first record
     * @param progress told now and then, by the calling thread; and of the end
     * @param <E>      the event
     * @return what was done
     * @throws io.ringmain.journal.JournalException        when the journal cannot be read
     * @throws io.ringmain.journal.JournalDamagedException when a record is damaged or missing
     * @throws SnapshotException                           when a snapshot is whole but does not fit the pipeline
     * @throws io.ringmain.failure.PipelineFailedException when a stage fails
     */
    public static <E extends Positioned> Recovered run(Pipeline<E> pipeline, Codec<E> codec, Path journal,
            ReadOptions options, SnapshotStore store, Consumer<? super RecoveryProgress> progress)
    {
        long startNs = System.nanoTime();
        Restart<E> restart = Restart.begin(pipeline, RecordDecoder.of(codec), journal, options, store);
        try (JournalFeed<E> feed = restart.feed())
        {
            pipeline.start();
            replay(pipeline, restart, progress);
            return new Recovered(restart.snapshot(), restart.broken(), feed.records(), feed.position(),
                    System.nanoTime() - startNs);
        }
    }

    /**
     * The beginning of {@link #run}, for a caller that replays by itself: restores the pipeline, which is not started.
     *
     * @param pipeline built as {@code replaying()}, and not started
     * @param codec    reads the records
     * @param journal  its folder
     * @param options  the journal's key, if it has one
     * @param store    where snapshots are; null: replay from the first record
     * @param <E>      the event
     * @return what the journal has behind the snapshot; to be closed
     * @throws io.ringmain.journal.JournalException when the journal cannot be read
     * @throws SnapshotException                    when a snapshot is whole but does not fit the pipeline
     */
    public static <E extends Positioned> JournalFeed<E> begin(Pipeline<E> pipeline, Codec<E> codec, Path journal,
            ReadOptions options, SnapshotStore store)
    {
        return Restart.begin(pipeline, RecordDecoder.of(codec), journal, options, store).feed();
    }

    /**
     * Restores a pipeline to the newest snapshot of a store that is whole.
     *
     * @param pipeline not started
     * @param store    where snapshots are
     * @return what was restored; empty when there is none, and then nothing was changed
     * @throws SnapshotException when it is whole but does not fit the pipeline
     */
    public static Optional<Snapshot> restore(Pipeline<?> pipeline, SnapshotStore store)
    {
        Optional<Snapshot> newest = store.newest(broken ->
        {});
        newest.ifPresent(snapshot -> Restart.restore(pipeline, store, snapshot));
        return newest;
    }

    private static <E extends Positioned> void replay(Pipeline<E> pipeline, Restart<E> restart,
            Consumer<? super RecoveryProgress> progress)
    {
        JournalFeed<E> feed = restart.feed();
        long startNs = System.nanoTime();
        long toldNs = startNs;
        while (feed.publishNext(pipeline.publisher()))
        {
            if (feed.records() % STRIDE == 0 && System.nanoTime() - toldNs >= PROGRESS_NS)
            {
                toldNs = System.nanoTime();
                progress.accept(new RecoveryProgress(restart.snapshot(), feed.records(), feed.nextSequence(),
                        toldNs - startNs));
            }
        }
        progress.accept(new RecoveryProgress(restart.snapshot(), feed.records(), feed.nextSequence(),
                System.nanoTime() - startNs));
    }
}
