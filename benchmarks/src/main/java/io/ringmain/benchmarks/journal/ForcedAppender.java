package io.ringmain.benchmarks.journal;

/** One that forces to disk what it writes, sooner or later. */
interface ForcedAppender extends RecordAppender
{
    /** How many events would survive a power loss. */
    long durableEvents();
}
