package io.ringmain.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** What every sink of records does, whatever its kind. */
public abstract class RecordSinkContract
{
    /** An empty sink. */
    protected abstract RecordSink open() throws Exception;

    /** The values that the closed sink has taken. */
    protected abstract List<byte[]> written() throws Exception;

    @Test
    void shouldKeepEveryRecordInOrder() throws Exception
    {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 3_000; i++)
        {
            values.add(("value " + i).getBytes(UTF_8));
        }
        values.add(10, new byte[0]);
        values.add(11, new byte[] {(byte) 0xff, 0, (byte) 0xc3, '\r'});
        values.add(12, new byte[200_000]);
        RecordSink sink = open();
        LogRecord record = new LogRecord();

        try (sink)
        {
            for (int i = 0; i < values.size(); i++)
            {
                sink.write(record.clear().value(values.get(i)));
                assertTrue(sink.acknowledged() <= i + 1);
                if (i % 500 == 0)
                {
                    sink.flush();
                }
            }
        }

        assertEquals(values.size(), sink.acknowledged());
        List<byte[]> written = written();
        assertEquals(values.size(), written.size());
        for (int i = 0; i < values.size(); i++)
        {
            assertArrayEquals(values.get(i), written.get(i));
        }
    }

    @Test
    void shouldEndWellWhenNothingWasWritten() throws Exception
    {
        RecordSink sink = open();
        sink.flush();
        sink.close();

        assertEquals(0, sink.acknowledged());
        assertEquals(List.of(), written());
    }
}
