package io.ringmain.benchmarks.journal;

/**
 * How long a fork takes over its parts.
 *
 * @param segmentBytes    of every journal
 * @param warmUpBytes     written or read before anything counts
 * @param passBytes       of one pass
 * @param readingPasses   of reading and of replay, each a figure
 * @param latencyWarmUpMs at the rate to be measured and at a higher one, by turns
 * @param latencyMs       measured
 * @param openBytes       of the journal that is opened
 * @param seeks           in it
 * @param syncMs          of forcing, batch by batch
 * @param probeBytes      to find out about the disk
 */
record JournalEffort(int segmentBytes, long warmUpBytes, long passBytes, int readingPasses, int latencyWarmUpMs,
        int latencyMs, long openBytes, int seeks, int syncMs, long probeBytes)
{
    private static final int MB = 1 << 20;

    /** Segments as by default; a pass is 16 of them. */
    static final JournalEffort FULL = new JournalEffort(64 * MB, 384L * MB, 1024L * MB, 3, 6_000, 15_000,
            10_000_000_000L, 500, 4_000, 512L * MB);
    /** To see that all of it works, rolls included; too short to judge anything. */
    static final JournalEffort QUICK = new JournalEffort(4 * MB, 8L * MB, 16L * MB, 2, 100, 300, 64L * MB, 20, 150,
            32L * MB);

    static JournalEffort of(boolean quick)
    {
        return quick ? QUICK : FULL;
    }
}
