package io.ringmain.kafka;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How far an ingress has come.
 *
 * <pre>
 * Owner       the ingress thread writes every field
 * Readers     any thread
 * Invariants  a position counts only records that are published; it never goes back
 * Progress    wait-free for both
 * </pre>
 */
final class IngressProgress
{
    private final AtomicLongArray positions;
    private final AtomicLongArray ends;
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong fullCount = new AtomicLong();
    private final AtomicLong blockedNs = new AtomicLong();

    IngressProgress(int partitions)
    {
        positions = new AtomicLongArray(partitions);
        ends = new AtomicLongArray(partitions);
    }

    void published(int partition, long offset)
    {
        // lazySet: a single writer needs no fence of its own; readers see it soon, and after the event
        positions.lazySet(partition, offset + 1);
        published.lazySet(published.getPlain() + 1);
    }

    void position(int partition, long next)
    {
        positions.lazySet(partition, next);
    }

    void end(int partition, long end)
    {
        ends.lazySet(partition, end);
    }

    void full()
    {
        fullCount.lazySet(fullCount.getPlain() + 1);
    }

    void blocked(long ns)
    {
        blockedNs.lazySet(blockedNs.getPlain() + ns);
    }

    int partitions()
    {
        return positions.length();
    }

    long position(int partition)
    {
        return positions.get(partition);
    }

    long lag()
    {
        long lag = 0;
        for (int partition = 0; partition < ends.length(); partition++)
        {
            // the end was seen by an earlier poll than the position: never below nothing
            lag += Math.max(0, ends.get(partition) - positions.get(partition));
        }
        return lag;
    }

    long published()
    {
        return published.get();
    }

    long fullCount()
    {
        return fullCount.get();
    }

    long blockedNs()
    {
        return blockedNs.get();
    }
}
