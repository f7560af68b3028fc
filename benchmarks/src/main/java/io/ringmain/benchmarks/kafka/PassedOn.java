package io.ringmain.benchmarks.kafka;

import io.ringmain.benchmarks.fork.WrongAnswer;

/** Every record once, unchanged and in order. */
final class PassedOn implements Answer
{
    private final BenchRecords records;
    private final long count;
    private long next;

    PassedOn(BenchRecords records, long count)
    {
        this.records = records;
        this.count = count;
    }

    /** How many have come. */
    long taken()
    {
        return next;
    }

    @Override
    public void take(byte[] key, byte[] value)
    {
        if (next == count)
        {
            throw new WrongAnswer("more came out than the " + count + " records that went in");
        }
        if (!records.isRecord(next, key, value))
        {
            throw new WrongAnswer("record " + next + " had to come next and " + what(key, value) + " came");
        }
        next++;
    }

    private String what(byte[] key, byte[] value)
    {
        if (value != null && value.length == BenchRecords.VALUE_BYTES)
        {
            long number = BenchRecords.number(value);
            if (number >= 0 && number < count && records.isRecord(number, key, value))
            {
                return "record " + number;
            }
        }
        return "one that is no record of the input, or no longer,";
    }

    @Override
    public void end()
    {
        if (next != count)
        {
            throw new WrongAnswer("of " + count + " records " + next + " came out");
        }
    }
}
