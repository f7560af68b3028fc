package io.ringmain.benchmarks.kafka;

/**
 * How long a fork takes over its parts.
 *
 * @param passRecords     of a pass through stages
 * @param countRecords    of a pass that counts
 * @param packedEvents    of a pass with several events in a record
 * @param keys            of all of these
 * @param latencyWarmUpMs at the rate to be measured
 * @param latencyMs       measured
 * @param stateKeys       of the partition that is taken over
 * @param diskBytes       what all topics may take at a time
 */
record KafkaEffort(long passRecords, long countRecords, long packedEvents, int keys, int latencyWarmUpMs,
        int latencyMs, int stateKeys, long diskBytes)
{
    private static final long GB = 1_000_000_000;

    /** Passes long enough that the second half is one of compiled code. */
    static final KafkaEffort FULL = new KafkaEffort(10_000_000, 3_000_000, 15_000_000, 100_000, 20_000, 20_000,
            1_000_000, 15 * GB);
    /** To see that all of it works; too short to judge anything. */
    static final KafkaEffort QUICK = new KafkaEffort(100_000, 50_000, 300_000, 10_000, 500, 1_500, 20_000, GB);

    static KafkaEffort of(boolean quick)
    {
        return quick ? QUICK : FULL;
    }
}
