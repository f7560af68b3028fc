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

    /** The time is kept of the first of so many. */
    private static final int TIME_BITS = 7;

    private final int[][] records;
    private final long[][] wallMs;
    private final int[] ends;

    FedInput(int partitions)
    {
        records = new int[partitions][1 << 10];
        wallMs = new long[partitions][1 << (10 - TIME_BITS)];
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
            wallMs[partition] = Arrays.copyOf(wallMs[partition], 2 * wallMs[partition].length);
        }
        if ((end & ((1 << TIME_BITS) - 1)) == 0)
        {
            wallMs[partition][end >> TIME_BITS] = System.currentTimeMillis();
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

    /** When a record was fed, or a little before, in ms since 1970. */
    synchronized long wallMs(int partition, int offset)
    {
        return wallMs[partition][offset >> TIME_BITS];
    }
}
