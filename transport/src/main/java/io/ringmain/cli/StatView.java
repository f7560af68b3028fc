package io.ringmain.cli;

import java.time.Duration;
import java.util.List;

/**
 * What there is to tell of a journal.
 *
 * @param name          as it was asked for
 * @param firstSequence the first that is kept
 * @param lastSequence  of the last record; one before the first when there is none
 * @param records       how many there are
 * @param firstTimeNs   of the first record, ns since 1970
 * @param lastTimeNs    of the last record
 * @param segments      in order
 * @param encrypted     whether records need a key
 * @param writer        who writes, such as "process 4711"; null for nobody
 * @param findings      damage and gaps that can be seen without reading everything; empty for none
 * @param readers       those that are registered
 * @param snapshots     those that are kept, in order
 * @param overTime      events over time, null in an empty journal
 */
record StatView(String name, long firstSequence, long lastSequence, long records, long firstTimeNs, long lastTimeNs,
        List<Part> segments, boolean encrypted, String writer, List<String> findings, List<Reader> readers,
        List<Long> snapshots, OverTime overTime)
{
    private static final double NS_PER_SECOND = 1e9;

    /**
     * A segment.
     *
     * @param file          its name
     * @param firstSequence of its first record
     * @param records       how many it has
     * @param firstTimeNs   of its first record, ns since 1970
     * @param bytes         of the file
     * @param open          whether more can be added
     */
    record Part(String file, long firstSequence, long records, long firstTimeNs, long bytes, boolean open)
    {}

    /**
     * Somebody who still needs the records from one on.
     *
     * @param name     that it registered with
     * @param sequence the first that it still needs
     * @param silent   how long ago it said so
     */
    record Reader(String name, long sequence, Duration silent)
    {}

    /**
     * How many records came when.
     *
     * @param counts   for each of equally long times
     * @param columnNs how long each is
     */
    record OverTime(List<Long> counts, double columnNs)
    {
        double peakPerSecond()
        {
            return counts.stream().mapToLong(Long::longValue).max().orElse(0) * NS_PER_SECOND / columnNs;
        }
    }

    long spanNs()
    {
        return lastTimeNs - firstTimeNs;
    }

    long bytes()
    {
        return segments.stream().mapToLong(Part::bytes).sum();
    }

    /** Records a second on average; 0 when all came at once. */
    double meanPerSecond()
    {
        return spanNs() <= 0 ? 0 : records * NS_PER_SECOND / spanNs();
    }
}
