package io.ringmain.torture;

import java.nio.file.Path;
import java.util.Random;

/**
 * What a child process is told to do, in one line.
 *
 * @param salt       of the records
 * @param sync       when it forces
 * @param encrypted  whether it writes with the key
 * @param maxBatch   the most events in a batch; each has a random number
 * @param pauseNs    between two batches; 0 for none
 * @param fullBytes  written without a pause, at most; then a batch every millisecond, so that a disk is not filled
 * @param batches    after which it closes the journal; 0 for never
 * @param seed       of its own choices
 */
record SessionPlan(long salt, Sync sync, boolean encrypted, int maxBatch, long pauseNs, long fullBytes, long batches,
        long seed)
{
    private static final int[] BATCHES = {1, 4, 16, 64, 256, 1_024};
    private static final long[] PAUSES_NS = {0, 0, 20_000, 200_000, 2_000_000};
    private static final long FULL_BYTES = 12 << 20;
    private static final int CLOSES_WITHIN = 60;

    static SessionPlan random(Random random, long salt, boolean closes)
    {
        Sync sync = Pick.one(random, Sync.values());
        return new SessionPlan(salt, sync, random.nextInt(3) == 0, BATCHES[random.nextInt(BATCHES.length)],
                PAUSES_NS[random.nextInt(PAUSES_NS.length)], (1 << 20) + random.nextInt((int) FULL_BYTES),
                closes ? 1 + random.nextInt(CLOSES_WITHIN) : 0, random.nextLong());
    }

    SessionPlan withSync(Sync other)
    {
        return new SessionPlan(salt, other, encrypted, maxBatch, pauseNs, fullBytes, batches, seed);
    }

    String line(Path directory, Path key)
    {
        return String.join("\t", Long.toString(salt), sync.name(), Boolean.toString(encrypted),
                Integer.toString(maxBatch), Long.toString(pauseNs), Long.toString(fullBytes), Long.toString(batches),
                Long.toString(seed), directory.toString(), key.toString());
    }

    /** The plan itself; directory and key are the last two of the fields. */
    static SessionPlan parse(String[] fields)
    {
        return new SessionPlan(Long.parseLong(fields[0]), Sync.valueOf(fields[1]), Boolean.parseBoolean(fields[2]),
                Integer.parseInt(fields[3]), Long.parseLong(fields[4]), Long.parseLong(fields[5]),
                Long.parseLong(fields[6]), Long.parseLong(fields[7]));
    }

    @Override
    public String toString()
    {
        return "sync %s, %s, batches of up to %d, %d µs between them%s".formatted(sync,
                encrypted ? "encrypted" : "plain", maxBatch, pauseNs / 1_000,
                batches == 0 ? "" : ", closed after " + batches);
    }
}
