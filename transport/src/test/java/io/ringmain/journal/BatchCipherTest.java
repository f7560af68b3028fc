package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

final class BatchCipherTest
{
    static final JournalKey KEY = JournalKey.of("a test", "11".repeat(32));
    static final JournalKey OTHER = JournalKey.of("a test", "12".repeat(32));

    private final ByteBuffer encrypted = direct(4096);
    private final ByteBuffer plain = direct(4096);

    private static ByteBuffer direct(int capacity)
    {
        return ByteBuffer.allocateDirect(capacity).order(BatchDescriptor.ORDER);
    }

    private static ByteBuffer batch(int records)
    {
        ByteBuffer batch = direct(BatchDescriptor.HEADER_BYTES + records);
        batch.putInt(BatchDescriptor.MAGIC_OFFSET, BatchDescriptor.MAGIC);
        batch.putLong(BatchDescriptor.SEQUENCE_OFFSET, 42);
        batch.putInt(BatchDescriptor.LENGTH_OFFSET, BatchDescriptor.HEADER_BYTES + records);
        for (int i = 0; i < records; i++)
        {
            batch.put(BatchDescriptor.HEADER_BYTES + i, (byte) i);
        }
        return batch;
    }

    @Test
    void shouldComeBackAsItWas()
    {
        BatchCipher reading = BatchCipher.forReading(KEY);
        for (int session = 0; session < 3; session++)
        {
            BatchCipher writing = BatchCipher.forWriting(KEY);
            for (int records : new int[] {0, 1, 15, 16, 17, 1000, 3000})
            {
                encrypted.clear().position(8);
                int length = writing.encrypt(batch(records), BatchDescriptor.HEADER_BYTES + records, encrypted);

                assertEquals(BatchDescriptor.HEADER_BYTES + records + BatchCipher.OVERHEAD_BYTES, length);
                assertEquals(8 + length, encrypted.position());
                assertEquals(length, encrypted.getInt(8 + BatchDescriptor.LENGTH_OFFSET));
                assertEquals(BatchDescriptor.ENCRYPTED, encrypted.getInt(8 + BatchDescriptor.FLAGS_OFFSET));
                assertEquals(reading.keyCheck(), encrypted.getInt(8 + BatchDescriptor.KEY_CHECK_OFFSET));
                plain.clear();
                assertEquals(records, reading.decrypt(encrypted, 8, length, plain));
                assertEquals(batch(records).position(BatchDescriptor.HEADER_BYTES), plain.flip());
            }
        }
    }

    @Test
    void shouldEncryptTheSameRecordsDifferentlyEachTime()
    {
        BatchCipher writing = BatchCipher.forWriting(KEY);
        byte[][] seen = new byte[3][];
        for (int i = 0; i < seen.length; i++)
        {
            if (i == 2)
            {
                writing = BatchCipher.forWriting(KEY);
            }
            encrypted.clear();
            seen[i] = new byte[64];
            writing.encrypt(batch(64), BatchDescriptor.HEADER_BYTES + 64, encrypted);
            encrypted.get(BatchDescriptor.HEADER_BYTES + BatchCipher.SALT_BYTES + BatchCipher.COUNTER_BYTES, seen[i]);
        }

        assertFalse(Arrays.equals(seen[0], seen[1]));
        assertFalse(Arrays.equals(seen[0], seen[2]));
        assertNotEquals(BatchCipher.forReading(KEY).keyCheck(), BatchCipher.forReading(OTHER).keyCheck());
    }

    @Test
    void shouldNoticeEveryFlippedBit()
    {
        BatchCipher reading = BatchCipher.forReading(KEY);
        encrypted.clear();
        int length = BatchCipher.forWriting(KEY).encrypt(batch(24), BatchDescriptor.HEADER_BYTES + 24, encrypted);
        for (int bit = BatchDescriptor.CRC_START_OFFSET * 8; bit < length * 8; bit++)
        {
            flip(bit);
            plain.clear();
            assertEquals(BatchCipher.FORGED, reading.decrypt(encrypted, 0, length, plain), "bit " + bit);
            flip(bit);
        }
        plain.clear();
        assertEquals(24, reading.decrypt(encrypted, 0, length, plain));
        plain.clear();
        assertEquals(BatchCipher.FORGED, BatchCipher.forReading(OTHER).decrypt(encrypted, 0, length, plain));
    }

    private void flip(int bit)
    {
        encrypted.put(bit / 8, (byte) (encrypted.get(bit / 8) ^ (1 << bit % 8)));
    }
}
