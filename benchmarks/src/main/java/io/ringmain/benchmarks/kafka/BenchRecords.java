package io.ringmain.benchmarks.kafka;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * The records of every case, 256 bytes each:
 *
 * <pre>
 *  key      0 ─────────── 8
 *           key, big-endian
 *  value    0 ─────────── 8 ─────────── 16 ──────────────────────── 248
 *           number, from 0  due, in ns    looks random, by the number
 * </pre>
 *
 * The first records have each key once, in order, and those behind them a key at random. Threading: one thread, since one
 * key and one value are filled again and again.
 */
final class BenchRecords
{
    static final int KEY_BYTES = Long.BYTES;
    static final int VALUE_BYTES = 248;
    static final int NUMBER_OFFSET = 0;
    static final int DUE_OFFSET = Long.BYTES;

    private static final int HEAD_BYTES = 2 * Long.BYTES;
    /** How many different contents there are: record n has that of n modulo this. */
    private static final int VARIANTS = 64;
    private static final int SEED = 20_261_127;

    private final int keys;
    private final byte[][] variants = new byte[VARIANTS][VALUE_BYTES];
    private final byte[] key = new byte[KEY_BYTES];
    private final byte[] value = new byte[VALUE_BYTES];

    BenchRecords(int keys)
    {
        this.keys = keys;
        Random random = new Random(SEED);
        for (byte[] variant : variants)
        {
            random.nextBytes(variant);
        }
    }

    int keys()
    {
        return keys;
    }

    /** Which key a record has, from 0. */
    int keyOf(long number)
    {
        return number < keys ? (int) number : (int) Long.remainderUnsigned(mixed(number), keys);
    }

    /** As in SplitMix64. */
    private static long mixed(long number)
    {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Makes {@link #key()} and {@link #value()} those of a record. */
    void fill(long number, long dueNs)
    {
        ByteBuffer.wrap(key).putLong(keyOf(number));
        System.arraycopy(variant(number), 0, value, 0, VALUE_BYTES);
        ByteBuffer.wrap(value).putLong(NUMBER_OFFSET, number).putLong(DUE_OFFSET, dueNs);
    }

    /** Valid until the next call of {@link #fill}. */
    byte[] key()
    {
        return key;
    }

    /** Valid until the next call of {@link #fill}. */
    byte[] value()
    {
        return value;
    }

    static long number(byte[] value)
    {
        return ByteBuffer.wrap(value).getLong(NUMBER_OFFSET);
    }

    static long dueNs(byte[] value)
    {
        return ByteBuffer.wrap(value).getLong(DUE_OFFSET);
    }

    static long key(byte[] key)
    {
        return ByteBuffer.wrap(key).getLong();
    }

    /** Whether these are the bytes of that record, but for when it was due. */
    boolean isRecord(long number, byte[] itsKey, byte[] itsValue)
    {
        return itsKey != null && itsKey.length == KEY_BYTES && key(itsKey) == keyOf(number) && itsValue != null &&
                itsValue.length == VALUE_BYTES && number(itsValue) == number &&
                Arrays.equals(itsValue, HEAD_BYTES, VALUE_BYTES, variant(number), HEAD_BYTES, VALUE_BYTES);
    }

    private byte[] variant(long number)
    {
        return variants[(int) (number % VARIANTS)];
    }
}
