package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EncryptedJournalTest
{
    private static final int SESSION = 12_000;
    private static final ReadOptions OPENED = ReadOptions.defaults().withKey(BatchCipherTest.KEY);

    @TempDir
    private Path temp;
    private Path directory;

    @BeforeEach
    void writeTwoSessions()
    {
        directory = temp.resolve("journal");
        for (int session = 0; session < 2; session++)
        {
            try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC,
                    Journals.SMALL.withKey(BatchCipherTest.KEY)))
            {
                Journals.write(writer, SESSION, 100);
            }
        }
    }

    private long read(ReadOptions options)
    {
        try (JournalReader reader = JournalReader.open(directory, options))
        {
            return Journals.readRest(reader);
        }
    }

    @Test
    void shouldReadWithTheKeyWhatWasWritten() throws IOException
    {
        assertEquals(2 * SESSION, read(OPENED));
        try (JournalReader reader = JournalReader.open(directory, OPENED))
        {
            for (long sequence : new long[] {23_000, 0, 11_999, 12_000, 5})
            {
                reader.seekSequence(sequence);
                assertTrue(reader.next());
                assertEquals(sequence, Note.check(reader.buffer(), reader.offset(), reader.length()));
            }
        }
    }

    @Test
    void shouldLeaveNoPayloadOnDisk() throws IOException
    {
        String secret = "a secret that must not leak";
        Path other = temp.resolve("other");
        try (JournalWriter<io.ringmain.log.LogRecord> writer = JournalWriter.open(other,
                new io.ringmain.log.LogRecordCodec(), Journals.SMALL.withKey(BatchCipherTest.KEY)))
        {
            writer.onEvent(new io.ringmain.log.LogRecord().value(secret.getBytes(StandardCharsets.US_ASCII)), 0, true);
        }
        try (var files = Files.list(other))
        {
            for (Path file : files.toList())
            {
                assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("secret"),
                        file::toString);
            }
        }
    }

    @Test
    void shouldTellAMissingKeyAndAWrongOneFromDamage()
    {
        List<JournalDamage> told = new ArrayList<>();
        for (ReadOptions options : List.of(ReadOptions.defaults(), ReadOptions.defaults().skippingDamage(told::add)))
        {
            String missing = assertThrows(JournalException.class, () -> read(options)).getMessage();
            assertTrue(missing.contains("is encrypted") && missing.contains("needs the key"), missing);
            ReadOptions other = options.withKey(BatchCipherTest.OTHER);
            String wrong = assertThrows(JournalException.class, () -> read(other)).getMessage();
            assertTrue(wrong.contains("The key is not the one"), wrong);
        }
        assertTrue(told.isEmpty());
    }

    @Test
    void shouldTellFlippedCiphertextAsDamage() throws IOException
    {
        List<JournalDamage> told = new ArrayList<>();
        int batch = batch(3);
        JournalDamageTest.flip(SegmentFiles.segment(directory, 1), batch + 150, 2);

        assertThrows(JournalDamagedException.class, () -> read(OPENED));
        try (JournalReader reader = JournalReader.open(directory, OPENED.skippingDamage(told::add)))
        {
            int records = 0;
            while (reader.next())
            {
                records++;
            }
            assertEquals(2 * SESSION - Journals.BATCH, records);
        }
        assertEquals(1, told.size());
        assertEquals(Journals.BATCH, told.get(0).lost());
    }

    /** Somebody without the key, but with a CRC32C at hand. */
    @Test
    void shouldTellAForgedBatchAsDamage() throws IOException
    {
        Path file = SegmentFiles.segment(directory, 1);
        int batch = batch(3);
        JournalDamageTest.flip(file, batch + 150, 2);
        try (Segment segment = Segment.open(file))
        {
            int length = BatchDescriptor.length(segment.buffer(), batch);
            int crc = BatchDescriptor.checksum(new CRC32C(), segment.bytes(), batch, length, 1,
                    batch - Segment.HEADER_BYTES);
            JournalDamageTest.overwrite(file, batch + BatchDescriptor.CRC_OFFSET,
                    new byte[] {(byte) crc, (byte) (crc >> 8), (byte) (crc >> 16), (byte) (crc >> 24)});
        }
        List<JournalDamage> told = new ArrayList<>();

        JournalDamagedException forged = assertThrows(JournalDamagedException.class, () -> read(OPENED));
        assertTrue(forged.getMessage().contains("no key"), forged::getMessage);
        try (JournalReader reader = JournalReader.open(directory, OPENED.skippingDamage(told::add)))
        {
            while (reader.next())
            {
                assertEquals(reader.sequence(), Note.check(reader.buffer(), reader.offset(), reader.length()));
            }
        }
        assertEquals(Journals.BATCH, told.get(0).lost());
    }

    private int batch(int number)
    {
        try (Segment segment = Segment.open(SegmentFiles.segment(directory, 1)))
        {
            for (int i = 0; i <= number; i++)
            {
                segment.next();
            }
            return segment.batchOffset();
        }
    }
}
