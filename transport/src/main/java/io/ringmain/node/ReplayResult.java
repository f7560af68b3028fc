package io.ringmain.node;

/**
 * What a replay did.
 *
 * @param records   read from the journal, each handled by every stage
 * @param stateHash of the state that the replay left
 * @param elapsedNs from the first record read to the last handled
 */
public record ReplayResult(long records, String stateHash, long elapsedNs)
{
    private static final double NS_PER_SECOND = 1e9;

    /**
     * How fast it went.
     *
     * @return records a second; 0 when there were none
     */
    public double recordsPerSecond()
    {
        return elapsedNs == 0 ? 0 : records * NS_PER_SECOND / elapsedNs;
    }
}
