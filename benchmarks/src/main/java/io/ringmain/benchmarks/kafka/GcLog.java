package io.ringmain.benchmarks.kafka;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM's {@code -Xlog:gc} tells of its heap.
 *
 * @param mostUsedMb the most that was used before a collection, garbage included; 0 when there was none
 * @param mostLiveMb the most that was left after one
 */
record GcLog(double mostUsedMb, double mostLiveMb)
{
    /** Such as {@code GC(3) Pause Young (Allocation Failure) 120M->30M(247M) 2.121ms}. */
    private static final Pattern COLLECTION = Pattern.compile(" (\\d+)M->(\\d+)M\\(\\d+M\\)");

    static GcLog of(List<String> lines)
    {
        double used = 0;
        double live = 0;
        for (String line : lines)
        {
            Matcher collection = COLLECTION.matcher(line);
            if (collection.find())
            {
                used = Math.max(used, Double.parseDouble(collection.group(1)));
                live = Math.max(live, Double.parseDouble(collection.group(2)));
            }
        }
        return new GcLog(used, live);
    }
}
