package io.ringmain.benchmarks.journal;

import java.nio.file.Path;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Message;
import io.ringmain.event.MessageCodec;
import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalWriter;
import io.ringmain.journal.SyncPolicy;

/** The journal as a user opens it. */
final class RingmainAppender implements ForcedAppender
{
    private final JournalWriter<Message> writer;

    RingmainAppender(Path folder, Volume volume, SyncPolicy sync)
    {
        writer = open(folder, volume.segmentBytes(), sync);
    }

    static JournalWriter<Message> open(Path folder, int segmentBytes, SyncPolicy sync)
    {
        return JournalWriter.open(folder, new MessageCodec(),
                JournalOptions.defaults().withSegmentBytes(segmentBytes).withSync(sync));
    }

    @Override
    public BatchingHandler<Message> stage()
    {
        return writer;
    }

    @Override
    public long durableEvents()
    {
        return writer.durablePosition() + 1;
    }

    @Override
    public void close()
    {
        writer.close();
    }
}
