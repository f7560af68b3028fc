package io.ringmain.benchmarks.journal;

import java.nio.file.Path;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Message;
import io.ringmain.event.MessageCodec;
import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalWriter;

/** The journal as a user opens it. */
final class RingmainAppender implements RecordAppender
{
    private final JournalWriter<Message> writer;

    RingmainAppender(Path folder, Volume volume)
    {
        writer = open(folder, volume.segmentBytes());
    }

    static JournalWriter<Message> open(Path folder, int segmentBytes)
    {
        return JournalWriter.open(folder, new MessageCodec(), options(segmentBytes));
    }

    static JournalOptions options(int segmentBytes)
    {
        return new JournalOptions(segmentBytes);
    }

    @Override
    public BatchingHandler<Message> stage()
    {
        return writer;
    }

    @Override
    public void close()
    {
        writer.close();
    }
}
