package io.ringmain.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

import io.ringmain.event.Positioned;
import io.ringmain.journal.ReadOptions;
import io.ringmain.pipeline.Account;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.recovery.Recovered;
import io.ringmain.recovery.Recovery;
import io.ringmain.recovery.RecoveryProgress;

/**
 * Reads a journal from its first record into the app's own pipeline, with the journal and the egress muted: the same events
 * in the same order, so the same state. Runs on the caller's thread and the pipeline's lanes.
 */
public final class Replay
{
    private static final Duration DRAIN = Duration.ofMinutes(1);

    private Replay()
    {}

    /**
     * Replays a whole journal.
     *
     * @param app     describes the pipeline; a fresh one, whose stages have no state yet
     * @param journal its folder
     * @param <E>     the event
     * @return how much, how fast, and the hash of the state
     * @throws io.ringmain.journal.JournalException        when the journal cannot be read
     * @throws io.ringmain.journal.JournalDamagedException when a record is damaged or missing
     * @throws io.ringmain.failure.PipelineFailedException when a stage fails
     */
    public static <E extends Positioned> ReplayResult run(App<E> app, Path journal)
    {
        return run(app, journal, progress ->
        {});
    }

    /**
     * As {@link #run(App, Path)}, and tells how far it is.
     *
     * @param app      describes the pipeline; a fresh one, whose stages have no state yet
     * @param journal  its folder
     * @param progress told now and then, by the calling thread
     * @param <E>      the event
     * @return how much, how fast, and the hash of the state
     */
    public static <E extends Positioned> ReplayResult run(App<E> app, Path journal,
            Consumer<? super RecoveryProgress> progress)
    {
        Pipeline<E> pipeline = pipelineOf(app, "replay");
        try
        {
            long startNs = System.nanoTime();
            Recovered replayed = Recovery.run(pipeline, app.codec(), journal, ReadOptions.defaults(), null, progress);
            Account account = pipeline.close(DRAIN);
            long elapsedNs = System.nanoTime() - startNs;
            pipeline.failure().ifPresent(failure ->
            {
                throw failure;
            });
            if (!account.complete())
            {
                throw new IllegalStateException("the replay of " + journal + " left " + account.leftBehind() + " of " +
                        account.published() + " events behind: " + account.stuckLanes());
            }
            return new ReplayResult(replayed.records(), pipeline.stateHash(), elapsedNs);
        }
        finally
        {
            pipeline.close(Duration.ZERO);
        }
    }

    /**
     * An app's pipeline, its journal and egress muted for good: to be replayed into, or followed with.
     *
     * @param app     describes it; a fresh one
     * @param purpose told in its name, and so in its threads'
     * @param <E>     the event
     * @return not started
     */
    public static <E extends Positioned> Pipeline<E> pipelineOf(App<E> app, String purpose)
    {
        PipelineBuilder<E> builder = Pipeline.<E>builder(app.name() + "-" + purpose, app::newEvent).singlePublisher()
                .replaying();
        app.describe(builder, (event, sequence, endOfBatch) -> never(), (event, sequence, endOfBatch) -> never());
        return builder.build();
    }

    private static void never()
    {
        throw new IllegalStateException(
                "a live-only stage ran in a replay: the app must mark journal and egress liveOnly()");
    }
}
