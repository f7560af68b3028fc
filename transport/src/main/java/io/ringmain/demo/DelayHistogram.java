package io.ringmain.demo;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How often each delay occurred, to the minute, with the 95th percentile at hand. The percentile is exact (nearest rank:
 * the smallest delay that at least 95 % of the flights do not exceed) and kept up to date by moving a pointer a step or
 * two at each flight, instead of a search.
 */
final class DelayHistogram
{
    private static final int NUMERATOR = 95;
    private static final int DENOMINATOR = 100;

    private int[] counts = new int[256];
    /** The delay that {@code counts[0]} counts. */
    private int lowest = -64;
    private long total;

    // index of the percentile; while total > 0: below < rank() <= below + counts[at].
    private int at;
    private long below;

    void add(int delay)
    {
        include(delay);
        int index = delay - lowest;
        counts[index]++;
        total++;
        if (index < at)
        {
            below++;
        }
        long rank = rank();
        while (below + counts[at] < rank)
        {
            below += counts[at];
            at++;
        }
        while (below >= rank)
        {
            at--;
            below -= counts[at];
        }
    }

    /** Nearest rank, from 1. */
    private long rank()
    {
        return (total * NUMERATOR + DENOMINATOR - 1) / DENOMINATOR;
    }

    int p95()
    {
        return lowest + at;
    }

    long total()
    {
        return total;
    }

    /** Grows by doubling on the side that is too short; a steady stream soon stops growing. */
    private void include(int delay)
    {
        if (delay >= lowest && delay < lowest + counts.length)
        {
            return;
        }
        int newLowest = lowest;
        int newLength = counts.length;
        while (delay < newLowest)
        {
            newLowest -= newLength;
            newLength *= 2;
        }
        while (delay >= newLowest + newLength)
        {
            newLength *= 2;
        }
        int[] grown = new int[newLength];
        int shift = lowest - newLowest;
        System.arraycopy(counts, 0, grown, shift, counts.length);
        counts = grown;
        lowest = newLowest;
        at += shift;
    }

    /** Only what was counted, in order: histograms of equal contents write equal bytes, however they grew. */
    void write(DataOutput out) throws IOException
    {
        out.writeInt((int) Arrays.stream(counts).filter(count -> count > 0).count());
        for (int i = 0; i < counts.length; i++)
        {
            if (counts[i] > 0)
            {
                out.writeInt(lowest + i);
                out.writeInt(counts[i]);
            }
        }
    }

    static DelayHistogram read(DataInput in) throws IOException
    {
        DelayHistogram histogram = new DelayHistogram();
        for (int remaining = in.readInt(); remaining > 0; remaining--)
        {
            int delay = in.readInt();
            histogram.include(delay);
            int count = in.readInt();
            histogram.counts[delay - histogram.lowest] = count;
            histogram.total += count;
        }
        histogram.at = 0;
        histogram.below = 0;
        while (histogram.total > 0 && histogram.below + histogram.counts[histogram.at] < histogram.rank())
        {
            histogram.below += histogram.counts[histogram.at];
            histogram.at++;
        }
        return histogram;
    }
}
