package io.ringmain.benchmarks.journal;

import java.nio.file.Path;

import io.ringmain.event.Message;
import io.ringmain.event.MessageCodec;
import io.ringmain.journal.JournalReader;

/** The journal's own reader, which checks every batch. */
final class RingmainCursor implements RecordCursor
{
    private final JournalReader reader;
    private final MessageCodec codec = new MessageCodec();

    RingmainCursor(Path folder)
    {
        reader = JournalReader.open(folder);
    }

    @Override
    public boolean next()
    {
        return reader.next();
    }

    @Override
    public long address()
    {
        return reader.buffer().addressOffset() + reader.offset();
    }

    @Override
    public int length()
    {
        return reader.length();
    }

    @Override
    public void copyTo(Message event)
    {
        event.position(reader.partition(), reader.position());
        codec.decode(reader.buffer(), reader.offset(), reader.length(), event);
    }

    @Override
    public void close()
    {
        reader.close();
    }
}
