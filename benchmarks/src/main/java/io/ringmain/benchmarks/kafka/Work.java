package io.ringmain.benchmarks.kafka;

import java.util.Locale;

/** What a side does with the records. */
enum Work
{
    /** Three trivial stages look at each record, and it goes on unchanged. */
    PASS,
    /** Puts out for a record how often its key has come. */
    COUNT;

    String key()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
