package io.ringmain.demo;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accounts for every flight: the positions that must have an output, against those read back from the output topic.
 *
 * <p>
 * Threading: from any thread; expecting and reading may overlap, in any order.
 */
public final class OutputCheck
{
    private static final int EXAMPLES = 5;

    private final Map<Integer, Partition> partitions = new TreeMap<>();
    private long expected;
    private long seen;

    /** Expects nothing yet. */
    public OutputCheck()
    {}

    /**
     * There must be one output for this position.
     *
     * @param partition of the input
     * @param offset    of the input, not negative
     */
    public synchronized void expect(int partition, long offset)
    {
        Partition positions = partition(partition);
        int bit = positions.bit(offset);
        if (!positions.expected.get(bit))
        {
            positions.expected.set(bit);
            expected++;
        }
    }

    /**
     * There must be one output for each of these positions.
     *
     * @param partition of the input
     * @param from      the first offset
     * @param to        the offset after the last
     */
    public synchronized void expect(int partition, long from, long to)
    {
        for (long offset = from; offset < to; offset++)
        {
            expect(partition, offset);
        }
    }

    /**
     * An output for this position was read, or a dead letter written.
     *
     * @param partition of the input
     * @param offset    of the input, not negative
     */
    public synchronized void seen(int partition, long offset)
    {
        seen++;
        Partition positions = partition(partition);
        int bit = positions.bit(offset);
        if (positions.seen.get(bit))
        {
            positions.repeated.add(offset);
        }
        positions.seen.set(bit);
    }

    /**
     * How many outputs were read, repeated ones included.
     *
     * @return a count
     */
    public synchronized long seen()
    {
        return seen;
    }

    /**
     * Whether there is nothing to wait for.
     *
     * @return true when each expected position was seen
     */
    public synchronized boolean complete()
    {
        return partitions.values().stream().allMatch(positions -> positions.missing().isEmpty());
    }

    /**
     * The account as it stands.
     *
     * @return what is wrong, if anything
     */
    public synchronized Result result()
    {
        long missing = 0;
        long unexpected = 0;
        long repeated = 0;
        List<String> examples = new ArrayList<>();
        for (Map.Entry<Integer, Partition> entry : partitions.entrySet())
        {
            Partition positions = entry.getValue();
            missing += positions.missing().cardinality();
            unexpected += positions.unexpected().cardinality();
            repeated += positions.repeated.size();
            String at = " at " + entry.getKey() + ':';
            positions.missing().stream().limit(EXAMPLES)
                    .forEach(bit -> examples.add("missing" + at + positions.at(bit)));
            positions.repeated.stream().limit(EXAMPLES).forEach(offset -> examples.add("twice" + at + offset));
            positions.unexpected().stream().limit(EXAMPLES)
                    .forEach(bit -> examples.add("unexpected" + at + positions.at(bit)));
        }
        return new Result(expected, seen, missing, repeated, unexpected,
                List.copyOf(examples.subList(0, Math.min(EXAMPLES, examples.size()))));
    }

    private Partition partition(int partition)
    {
        return partitions.computeIfAbsent(partition, p -> new Partition());
    }

    /**
     * What an account came to.
     *
     * @param expected   positions that must have an output
     * @param seen       outputs read
     * @param missing    positions without an output
     * @param repeated   outputs for a position that already had one
     * @param unexpected positions with an output that must have none
     * @param examples   the first few of what is wrong, as "missing at partition:offset"
     */
    public record Result(long expected, long seen, long missing, long repeated, long unexpected, List<String> examples)
    {
        /**
         * Every flight accounted for, none twice.
         *
         * @return whether all is well
         */
        public boolean ok()
        {
            return missing == 0 && repeated == 0 && unexpected == 0;
        }
    }

    /** Bits count from the first offset met, since a broker's topic may be at millions already. */
    private static final class Partition
    {
        private static final int SLACK = 64;

        private long base = -1;
        private BitSet expected = new BitSet();
        private BitSet seen = new BitSet();
        private final List<Long> repeated = new ArrayList<>();

        int bit(long offset)
        {
            if (base < 0)
            {
                base = Math.max(0, offset - SLACK);
            }
            if (offset < base)
            {
                long lower = Math.max(0, offset - SLACK);
                int shift = Math.toIntExact(base - lower);
                expected = shifted(expected, shift);
                seen = shifted(seen, shift);
                base = lower;
            }
            return Math.toIntExact(offset - base);
        }

        long at(int bit)
        {
            return base + bit;
        }

        BitSet missing()
        {
            return without(expected, seen);
        }

        BitSet unexpected()
        {
            return without(seen, expected);
        }

        private static BitSet without(BitSet these, BitSet those)
        {
            BitSet left = (BitSet) these.clone();
            left.andNot(those);
            return left;
        }

        private static BitSet shifted(BitSet bits, int shift)
        {
            BitSet moved = new BitSet();
            bits.stream().forEach(bit -> moved.set(bit + shift));
            return moved;
        }
    }
}
