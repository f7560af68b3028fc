package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordRefusedException;
import io.ringmain.log.RecordSink;
import io.ringmain.log.RecordSinkContract;
import io.ringmain.log.RecordSource.Polled;

class JournalSinkTest extends RecordSinkContract
{
    @TempDir
    Path folder;

    private final LogRecord record = new LogRecord();

    @Override
    protected RecordSink open()
    {
        return JournalSink.open(folder.resolve("j"), JournalOptions.defaults());
    }

    @Override
    protected List<byte[]> written()
    {
        List<byte[]> values = new ArrayList<>();
        try (JournalSource source = JournalSource.open(folder.resolve("j"), ReadOptions.defaults(), JournalRange.ALL, 1,
                false))
        {
            while (source.next(record) == Polled.RECORD)
            {
                values.add(record.valueBytes());
            }
        }
        return values;
    }

    @Test
    void shouldBeReadableByOthersWhenFlushed()
    {
        try (RecordSink sink = open())
        {
            sink.write(record.value(new byte[] {1}));
            assertEquals(0, sink.acknowledged());
            sink.flush();

            assertEquals(1, sink.acknowledged());
            assertEquals(1, written().size());
        }
    }

    @Test
    void shouldRefuseARecordThatIsTooLargeAndTakeOthers()
    {
        try (RecordSink sink = open())
        {
            record.value(new byte[1 << 20]);
            RecordRefusedException e = assertThrows(RecordRefusedException.class, () -> sink.write(record));
            assertTrue(e.getMessage().contains("1048577 bytes"), e.getMessage());
            sink.write(record.value(new byte[(1 << 20) - 1]));
        }

        assertEquals(1, written().size());
    }

    @Test
    void shouldGoOnBehindWhatIsThere()
    {
        try (RecordSink sink = open())
        {
            sink.write(record.value(new byte[] {1}));
        }
        try (JournalSink sink = (JournalSink) open())
        {
            assertEquals(1, sink.firstSequence());
            sink.write(record.value(new byte[] {2}));
        }

        assertEquals(2, written().size());
    }
}
