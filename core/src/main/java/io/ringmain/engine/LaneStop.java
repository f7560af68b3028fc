package io.ringmain.engine;

/**
 * Ends one lane while the others go on.
 *
 * <p>
 * Owner: whoever takes a stage out. Readers: the lane, once a turn. Invariants: never reverts.
 */
final class LaneStop
{
    private volatile boolean asked;

    void ask()
    {
        asked = true;
    }

    boolean asked()
    {
        return asked;
    }
}
