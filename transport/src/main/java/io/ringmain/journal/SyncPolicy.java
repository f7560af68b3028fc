package io.ringmain.journal;

import java.time.Duration;

/**
 * When what was written is forced to the disk. What was written survives the death of the process in any case; what was
 * forced survives a power loss as well. See docs/durability.md.
 */
public sealed interface SyncPolicy
{
    /** Never before the journal is closed. A power loss takes what the kernel had not written by itself: about 30 s. */
    record None() implements SyncPolicy
    {}

    /**
     * Every so often, by a thread of its own. A power loss takes what was written since.
     *
     * @param intervalNs from the end of one force to the begin of the next, in ns
     */
    record Every(long intervalNs) implements SyncPolicy
    {}

    /** Before the end of each batch of the ring. A power loss takes nothing that a later stage has seen. */
    record EveryBatch() implements SyncPolicy
    {}

    /**
     * Leaves it to the kernel.
     *
     * @return the policy
     */
    static SyncPolicy none()
    {
        return new None();
    }

    /**
     * Forces every so often.
     *
     * @param interval at least a microsecond
     * @return the policy
     * @throws IllegalArgumentException when it is shorter
     */
    static SyncPolicy every(Duration interval)
    {
        if (interval.compareTo(Duration.ofNanos(1_000)) < 0)
        {
            throw new IllegalArgumentException(
                    "an interval of " + interval + " to force a journal: give a microsecond or more, or everyBatch()");
        }
        return new Every(interval.toNanos());
    }

    /**
     * Forces each batch before later stages see it.
     *
     * @return the policy
     */
    static SyncPolicy everyBatch()
    {
        return new EveryBatch();
    }
}
