package io.ringmain.chaos;

import java.util.Arrays;

/**
 * The answer: which number of which key stands at which offset of the input, as the broker acknowledged it. Four bytes a
 * record, since a long run has many.
 *
 * <p>
 * Threading: any thread; acknowledgements of a partition come in order.
 */
final class FedInput
{
    /** How many keys there may be, and how many numbers of each. */
    static final int KEYS = 1 << 9;
    static final int NUMBERS = Integer.MAX_VALUE / KEYS;

    private final int[][] records;
    private final int[] ends;

    FedInput(int partitions)
    {
        records = new int[partitions][1 << 10];
        ends = new int[partitions];
    }

    int partitions()
    {
        return ends.length;
    }

    /** Adds a record. */
    synchronized void acknowledged(int partition, long offset, int key, int number)
    {
        int end = ends[partition];
        if (offset != end)
        {
            throw new ChaosFailure(
                    "The feed's record k%d %d was acknowledged at %d/%d, where %d was expected: the input itself is not as fed"
                            .formatted(key, number, partition, offset, end));
        }
        if (end == records[partition].length)
        {
            records[partition] = Arrays.copyOf(records[partition], 2 * end);
        }
        records[partition][end] = number * KEYS + key;
        ends[partition] = end + 1;
    }

    /** The offset that the partition's next record will have. */
    synchronized int end(int partition)
    {
        return ends[partition];
    }

    synchronized int[] ends()
    {
        return ends.clone();
    }

    synchronized long total()
    {
        return Arrays.stream(ends).asLongStream().sum();
    }

    synchronized int key(int partition, int offset)
    {
        return records[partition][offset] % KEYS;
    }

    synchronized int number(int partition, int offset)
    {
        return records[partition][offset] / KEYS;
    }
}
