package io.ringmain.engine;

/**
 * Ends one lane while the others go on.
 *
 * <p>
 * Owner: whoever takes a stage out. Readers: the lane, once a turn, and when it fails. Invariants: never reverts; a lane
 * that is given up has been asked to stop.
 */
final class LaneStop
{
    private volatile boolean asked;
    private volatile boolean givenUp;

    void ask()
    {
        asked = true;
    }

    /** Also, nothing that the lane does from now on concerns the pipeline: nobody waits for its stage any more. */
    void giveUp()
    {
        givenUp = true;
        asked = true;
    }

    boolean asked()
    {
        return asked;
    }

    boolean givenUp()
    {
        return givenUp;
    }
}
