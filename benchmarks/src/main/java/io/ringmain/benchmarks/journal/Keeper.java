package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.Locale;

/** What keeps the events on disk. */
enum Keeper
{
    /** Ours. */
    RINGMAIN
    {
        @Override
        RecordAppender appender(Path folder, Volume volume)
        {
            return new RingmainAppender(folder, volume);
        }

        @Override
        RecordCursor cursor(Path folder)
        {
            return new RingmainCursor(folder);
        }
    },
    /** Chronicle Queue with its default settings, an excerpt for each event. */
    CHRONICLE_PLAIN
    {
        @Override
        RecordAppender appender(Path folder, Volume volume)
        {
            return new PlainAppender(folder);
        }

        @Override
        RecordCursor cursor(Path folder)
        {
            return new PlainCursor(folder);
        }
    },
    /** Our batches without our engine: a loop over the same bytes, into segments that were filled before the start. */
    CHRONICLE_BATCHED
    {
        @Override
        RecordAppender appender(Path folder, Volume volume)
        {
            return new BatchedAppender(folder, volume, true);
        }

        @Override
        RecordCursor cursor(Path folder)
        {
            return new BatchedCursor(folder);
        }
    },
    /** The same, with each next segment filled by a thread of its own while the loop runs, as the journal does it. */
    CHRONICLE_BATCHED_FILLING
    {
        @Override
        RecordAppender appender(Path folder, Volume volume)
        {
            return new BatchedAppender(folder, volume, false);
        }

        @Override
        RecordCursor cursor(Path folder)
        {
            return new BatchedCursor(folder);
        }
    };

    /** Opens an empty folder for writing. */
    abstract RecordAppender appender(Path folder, Volume volume);

    /** Opens what an appender left behind before its first record. */
    abstract RecordCursor cursor(Path folder);

    String key()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
