package io.ringmain.benchmarks.kafka;

import java.nio.ByteBuffer;

import io.ringmain.benchmarks.fork.WrongAnswer;

/**
 * How often each key came, as it grew: eight bytes, big-endian. A side may leave counts out, as one with a cache does, but the
 * last of every key has to be right and none may be told twice.
 */
final class Counted implements Answer
{
    private final long[] expected;
    private final long[] last;

    Counted(BenchRecords records, long count)
    {
        expected = new long[records.keys()];
        last = new long[records.keys()];
        for (long number = 0; number < count; number++)
        {
            expected[records.keyOf(number)]++;
        }
    }

    @Override
    public void take(byte[] key, byte[] value)
    {
        if (key == null || key.length != BenchRecords.KEY_BYTES || value == null || value.length != Long.BYTES)
        {
            throw new WrongAnswer("a record that is no count came out");
        }
        long which = BenchRecords.key(key);
        long count = ByteBuffer.wrap(value).getLong();
        if (which < 0 || which >= last.length)
        {
            throw new WrongAnswer("key " + which + " came out and never went in");
        }
        if (count <= last[(int) which])
        {
            throw new WrongAnswer("key " + which + " had count " + last[(int) which] + " and then " + count);
        }
        last[(int) which] = count;
    }

    @Override
    public void end()
    {
        for (int key = 0; key < last.length; key++)
        {
            if (last[key] != expected[key])
            {
                throw new WrongAnswer(
                        "key " + key + " came " + expected[key] + " times and was counted " + last[key] + " times");
            }
        }
    }
}
