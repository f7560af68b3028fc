package io.ringmain.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the kernel has counted since the machine started, over all CPUs, in ticks: all time, and what the host of a virtual
 * machine took for others. Source: proc(5), the first line of /proc/stat.
 *
 * @param all    busy, idle and stolen
 * @param stolen never more than that
 */
record StolenTime(long all, long stolen)
{
    private static final int STEAL = 7;

    /** Empty where there is no such file. */
    static Optional<StolenTime> now()
    {
        try (var lines = Files.lines(Path.of("/proc/stat")))
        {
            return lines.findFirst().map(StolenTime::parse);
        }
        catch (IOException | RuntimeException e)
        {
            return Optional.empty();
        }
    }

    /** Guests' time, behind these fields, is in the first of them already. */
    static StolenTime parse(String line)
    {
        List<Long> ticks = List.of(line.strip().split("\\s+")).stream().skip(1).limit(STEAL + 1).map(Long::valueOf)
                .toList();
        return new StolenTime(ticks.stream().mapToLong(Long::longValue).sum(), ticks.get(STEAL));
    }

    /** Such as "0.02 % of all CPU time". */
    String stolenSince(StolenTime earlier)
    {
        double share = (stolen - earlier.stolen) / (double) Math.max(1, all - earlier.all);
        return String.format(Locale.ROOT, "%.2f %% of all CPU time, by what the host tells", share * 100);
    }
}
