package io.ringmain.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.ringmain.log.RecordSource.Polled;

/** What every source of records does, whatever its kind. */
public abstract class RecordSourceContract
{
    /** A source that ends, of one partition, with these values in it. */
    protected abstract RecordSource open(List<byte[]> values) throws Exception;

    @Test
    void shouldHandOutEveryRecordInOrderAndThenEnd() throws Exception
    {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 3_000; i++)
        {
            values.add(("value " + i + (i % 7 == 0 ? " \u00e4\t\r" : "")).getBytes(UTF_8));
        }
        values.add(10, new byte[0]);
        values.add(11, new byte[] {(byte) 0xff, 0, (byte) 0xc3, '\r'});
        values.add(12, new byte[200_000]);

        try (RecordSource source = open(values))
        {
            LogRecord record = new LogRecord();
            for (int i = 0; i < values.size(); i++)
            {
                assertEquals(Polled.RECORD, poll(source, record), source::where);
                assertArrayEquals(values.get(i), record.valueBytes());
                assertEquals(i, record.position());
                assertEquals(0, record.partition());
            }
            assertEquals(Polled.END, poll(source, record));
            assertEquals(Polled.END, poll(source, record), "an end stays one");
            assertTrue(source.share() == 1 || source.share() == RecordSource.UNKNOWN, () -> "share " + source.share());
            source.taken(values.size());
        }
    }

    @Test
    void shouldOverwriteTheWholeRecord() throws Exception
    {
        try (RecordSource source = open(List.of(new byte[] {1})))
        {
            LogRecord record = new LogRecord().key(new byte[] {9}).value(new byte[] {8, 8}).addHeader("old", null)
                    .timeNs(7);
            record.position(5, 5);

            assertEquals(Polled.RECORD, poll(source, record));

            assertEquals(LogRecord.NONE, record.keyLength());
            assertFalse(record.hasHeaders());
            assertEquals(1, record.valueLength());
            assertNotEquals(7, record.timeNs());
        }
    }

    @Test
    void shouldEndAtOnceWhenThereIsNothing() throws Exception
    {
        try (RecordSource source = open(List.of()))
        {
            assertEquals(Polled.END, poll(source, new LogRecord()));
            source.taken(0);
        }
    }

    @Test
    void shouldSayWhereItStandsAndHowFarItIs() throws Exception
    {
        try (RecordSource source = open(List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}, new byte[] {4})))
        {
            LogRecord record = new LogRecord();
            String before = source.where();
            poll(source, record);
            poll(source, record);

            assertNotEquals(before, source.where());
            assertTrue(source.share() == RecordSource.UNKNOWN || (source.share() > 0 && source.share() <= 1));
        }
    }

    /** Waits for a source that has nothing just now. */
    protected static Polled poll(RecordSource source, LogRecord record)
    {
        long startNs = System.nanoTime();
        Polled polled = source.next(record);
        while (polled == Polled.NOTHING_YET)
        {
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(20), source::where);
            polled = source.next(record);
        }
        return polled;
    }
}
