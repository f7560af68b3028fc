package io.ringmain.graph;

/**
 * Which shard a key belongs to: consistent hashing, so that growing from n to n + 1 shards moves about 1/(n + 1) of the
 * keys, all of them to the new shard, and none between old ones. Immutable, any thread; a look-up is two multiplications
 * and one array access.
 *
 * <p>
 * Keys are mixed (the finaliser of MurmurHash3, A. Appleby) and fall into one of 4,096 buckets; the buckets are dealt to
 * shards by jump consistent hashing (J. Lamping, E. Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm", 2014).
 */
public final class ShardTable
{
    /** The most shards of one stage. */
    public static final int MAX_SHARDS = 256;

    private static final int BUCKET_BITS = 12;

    private final short[] shards = new short[1 << BUCKET_BITS];

    /**
     * For a number of shards.
     *
     * @param count from 1 to {@link #MAX_SHARDS}
     */
    public ShardTable(int count)
    {
        for (int bucket = 0; bucket < shards.length; bucket++)
        {
            shards[bucket] = (short) jump(mix(bucket), count);
        }
    }

    /**
     * The shard of a key.
     *
     * @param key any
     * @return from 0
     */
    public int shardOf(long key)
    {
        return shards[(int) (mix(key) >>> (Long.SIZE - BUCKET_BITS))];
    }

    private static long mix(long key)
    {
        long mixed = key;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private static int jump(long seed, int count)
    {
        long state = seed;
        long bucket = -1;
        long next = 0;
        while (next < count)
        {
            bucket = next;
            state = state * 2862933555777941757L + 1;
            next = (long) ((bucket + 1) * (double) (1L << 31) / ((state >>> 33) + 1));
        }
        return (int) bucket;
    }
}
