package io.ringmain.cli;

import java.time.Duration;

import picocli.CommandLine.Option;

import io.ringmain.journal.Retention;

/** How much of a journal is kept. */
class RetentionOptions
{
    @Option(names = "--keep-bytes", paramLabel = "SIZE", converter = SizeOption.class, description = "Keeps the newest segments, so many bytes of them (10GB).")
    private Long bytes;

    @Option(names = "--keep-age", paramLabel = "DURATION", converter = DurationOption.class, description = "Keeps the segments with a record that is not older (7d).")
    private Duration age;

    @Option(names = "--keep-segments", paramLabel = "N", converter = CountOption.OfInt.class, description = "Keeps the N newest segments.")
    private Integer segments;

    /** Without any of them, everything is kept. */
    Retention retention()
    {
        // the least that there can be is the last segment, which always stays
        return new Retention(bytes == null ? 0 : Math.max(1, bytes),
                age == null || !age.isZero() ? age : Duration.ofNanos(1),
                segments == null ? 0 : Math.max(1, segments));
    }
}
