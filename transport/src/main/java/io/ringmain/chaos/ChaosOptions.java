package io.ringmain.chaos;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How long, how much, and where.
 *
 * @param faultsNs   for so long faults are made, in ns; starting, coming to rest and checking come on top
 * @param seed       of the plan of faults; when each takes hold still differs a little from run to run
 * @param directory  for the broker's data, journals and logs; it must exist, and be empty
 * @param nodes      that work at the beginning; one more may be added
 * @param partitions of the topics
 * @param perSecond  records that are fed
 */
public record ChaosOptions(long faultsNs, long seed, Path directory, int nodes, int partitions, int perSecond)
{
    private static final int MAX_NODES = 16;
    private static final int MAX_PARTITIONS = 256;
    private static final int MAX_RATE = 1_000_000;

    /** Checks the numbers. */
    public ChaosOptions
    {
        Objects.requireNonNull(directory, "directory");
        if (faultsNs <= 0)
        {
            throw new IllegalArgumentException("%d ns of faults: give more than none".formatted(faultsNs));
        }
        require("nodes", nodes, MAX_NODES);
        require("partitions", partitions, MAX_PARTITIONS);
        require("records a second", perSecond, MAX_RATE);
    }

    private static void require(String what, int value, int max)
    {
        if (value < 1 || value > max)
        {
            throw new IllegalArgumentException("%d %s: give 1 to %d".formatted(value, what, max));
        }
    }
}
