package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSource;
import io.ringmain.log.RecordSource.Polled;
import io.ringmain.log.RecordSourceContract;

class JournalSourceTest extends RecordSourceContract
{
    @TempDir
    Path folder;

    private final LogRecord record = new LogRecord();

    @Override
    protected RecordSource open(List<byte[]> values)
    {
        write(values);
        return source(JournalRange.ALL, 1, false);
    }

    private void write(List<byte[]> values)
    {
        try (JournalSink sink = JournalSink.open(folder.resolve("j"), JournalOptions.defaults()))
        {
            for (int i = 0; i < values.size(); i++)
            {
                record.clear().value(values.get(i)).position(0, i);
                sink.write(record);
            }
        }
    }

    private JournalSource source(JournalRange range, long laps, boolean follow)
    {
        return JournalSource.open(folder.resolve("j"), ReadOptions.defaults(), range, laps, follow);
    }

    /** Ten records, one a second from second 100 on. */
    private void writeSeconds()
    {
        try (JournalSink sink = JournalSink.open(folder.resolve("j"), JournalOptions.defaults()))
        {
            for (int i = 0; i < 10; i++)
            {
                sink.write(record.clear().value(new byte[] {(byte) i}).timeNs(seconds(100 + i)));
            }
        }
    }

    private static long seconds(int seconds)
    {
        return seconds * 1_000_000_000L;
    }

    private List<Integer> read(JournalSource source)
    {
        List<Integer> values = new ArrayList<>();
        try (source)
        {
            while (poll(source, record) == Polled.RECORD)
            {
                values.add((int) record.valueBytes()[0]);
            }
            assertEquals(1, source.share());
        }
        return values;
    }

    @Test
    void shouldReadAPartWhoseBeginningIsInItAndWhoseEndIsNot()
    {
        writeSeconds();

        assertEquals(List.of(3, 4, 5), read(source(JournalRange.ALL.from(3).to(6), 1, false)));
        assertEquals(List.of(3, 4, 5),
                read(source(JournalRange.ALL.fromTime(seconds(103)).toTime(seconds(106)), 1, false)));
        assertEquals(List.of(8, 9), read(source(JournalRange.ALL.fromTime(seconds(107) + 1), 1, false)));
    }

    @Test
    void shouldGoRoundAsOftenAsTold()
    {
        writeSeconds();

        try (JournalSource source = source(JournalRange.ALL.from(7).to(9), 3, false))
        {
            for (int i = 0; i < 6; i++)
            {
                assertEquals(Polled.RECORD, source.next(record));
                assertEquals(7 + i % 2, record.valueBytes()[0]);
                assertEquals(i / 2, source.lap());
                assertEquals((i + 1) / 6.0, source.share(), 0.001);
            }
            assertEquals(Polled.END, source.next(record));
        }
    }

    @Test
    void shouldSayHowFarTheJournalGoesWhenThereIsNoSuchRecord()
    {
        writeSeconds();

        JournalException e = assertThrows(JournalException.class,
                () -> source(JournalRange.ALL.from(11), 1, false));

        assertTrue(e.getMessage().contains("no record 11") && e.getMessage().contains("from 0 to 9"), e.getMessage());
    }

    @Test
    void shouldWaitForMoreWhenFollowingAndOtherwiseEndWhereTheJournalEnded()
    {
        writeSeconds();
        try (JournalSource following = source(JournalRange.ALL.from(9), 1, true);
                JournalSource ending = source(JournalRange.ALL.from(9), 1, false))
        {
            assertEquals(Polled.RECORD, following.next(record));
            assertEquals(Polled.NOTHING_YET, following.next(record));

            writeSeconds();

            assertEquals(Polled.RECORD, poll(following, record));
            assertEquals(10, following.sequence());
            assertEquals(Polled.RECORD, ending.next(record));
            assertEquals(Polled.END, ending.next(record));
        }
    }

    @Test
    void shouldHandOutThePayloadWhenAnAppsOwnCodecWroteIt()
    {
        Path notes = folder.resolve("notes");
        try (JournalWriter<Note> writer = Journals.open(notes))
        {
            Journals.write(writer, 3, 20);
        }

        try (JournalSource source = JournalSource.open(notes, ReadOptions.defaults(), JournalRange.ALL, 1, false))
        {
            assertEquals(Polled.RECORD, source.next(record));
            assertFalse(source.isLogRecord());
            assertEquals(20, record.valueLength());
            assertEquals(0, Note.check(record.valueBuffer(), 0, 20));
        }
    }

    @Test
    void shouldKeepTheTimeOfEachRecordThoughBatchesNeverGoBack()
    {
        try (JournalSink sink = JournalSink.open(folder.resolve("j"), JournalOptions.defaults()))
        {
            for (int second : new int[] {10, 5, 11})
            {
                sink.write(record.clear().key(new byte[] {1}).addHeader("h", null).timeNs(seconds(second)));
            }
        }

        try (JournalSource source = source(JournalRange.ALL, 1, false))
        {
            for (int second : new int[] {10, 5, 11})
            {
                source.next(record);
                assertEquals(seconds(second), record.timeNs());
                assertEquals(LogRecord.NONE, record.valueLength());
                assertArrayEquals(new byte[] {1}, record.keyBytes());
                assertTrue(record.hasHeaders());
            }
        }
    }
}
