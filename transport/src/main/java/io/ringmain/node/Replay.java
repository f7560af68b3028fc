package io.ringmain.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.journal.JournalReader;
import io.ringmain.pipeline.Account;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.pipeline.Publisher;

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
        PipelineBuilder<E> builder = Pipeline.<E>builder(app.name() + "-replay", app::newEvent).singlePublisher()
                .replaying();
        app.describe(builder, (event, sequence, endOfBatch) -> never(), (event, sequence, endOfBatch) -> never());
        Pipeline<E> pipeline = builder.build();
        try (JournalReader reader = JournalReader.open(journal))
        {
            pipeline.start();
            long startNs = System.nanoTime();
            long records = publishAll(reader, app.codec(), pipeline.publisher());
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
            return new ReplayResult(records, pipeline.stateHash(), elapsedNs);
        }
        finally
        {
            pipeline.close(Duration.ZERO);
        }
    }

    private static <E extends Positioned> long publishAll(JournalReader reader, Codec<E> codec, Publisher<E> publisher)
    {
        Consumer<E> fill = event ->
        {
            event.position(reader.partition(), reader.position());
            codec.decode(reader.buffer(), reader.offset(), reader.length(), event);
        };
        long records = 0;
        while (reader.next())
        {
            publisher.publish(fill);
            records++;
        }
        return records;
    }

    private static void never()
    {
        throw new IllegalStateException(
                "a live-only stage ran in a replay: the app must mark journal and egress liveOnly()");
    }
}
