package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import io.ringmain.journal.SyncPolicy;

/** What keeps the events on disk. */
enum Keeper
{
    /** Ours. */
    RINGMAIN,
    /** Chronicle Queue with its default settings, an excerpt for each event. */
    CHRONICLE_PLAIN,
    /** Our batches without our engine: a loop over the same bytes, into segments that were filled before the start. */
    CHRONICLE_BATCHED,
    /** The same, with each next segment filled by a thread of its own while the loop runs, as the journal does it. */
    CHRONICLE_BATCHED_FILLING;

    /** Opens an empty folder for writing. */
    RecordAppender appender(Path folder, Volume volume)
    {
        return switch (this)
        {
            case RINGMAIN -> new RingmainAppender(folder, volume, SyncPolicy.none());
            case CHRONICLE_PLAIN -> new PlainAppender(folder);
            case CHRONICLE_BATCHED -> new BatchedAppender(folder, volume, true);
            case CHRONICLE_BATCHED_FILLING -> new BatchedAppender(folder, volume, false);
        };
    }

    /** Opens an empty folder for writing what is forced every so often, or with 0 after each batch. */
    ForcedAppender forced(Path folder, Volume volume, long intervalNs)
    {
        return switch (this)
        {
            case RINGMAIN -> new RingmainAppender(folder, volume,
                    intervalNs == 0 ? SyncPolicy.everyBatch() : SyncPolicy.every(Duration.ofNanos(intervalNs)));
            case CHRONICLE_BATCHED_FILLING -> new ForcedBatches(folder, volume, intervalNs);
            case CHRONICLE_PLAIN, CHRONICLE_BATCHED -> throw new IllegalArgumentException(
                    this + " cannot be forced; there is no such case");
        };
    }

    /** Opens what an appender left behind before its first record. */
    RecordCursor cursor(Path folder)
    {
        return switch (this)
        {
            case RINGMAIN -> new RingmainCursor(folder);
            case CHRONICLE_PLAIN -> new PlainCursor(folder);
            case CHRONICLE_BATCHED, CHRONICLE_BATCHED_FILLING -> new BatchedCursor(folder);
        };
    }

    String key()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
