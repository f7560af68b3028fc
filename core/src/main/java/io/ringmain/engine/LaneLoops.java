package io.ringmain.engine;

/**
 * The loops of one lane, in the order of the graph. Hot path.
 *
 * <p>
 * Owner: the lane. A stage that waits for room in another ring polls the loops behind it meanwhile, those of all lanes
 * that its thread runs: they may be the ones that make the room, and none of them can be waiting further up the stack,
 * because emitting leads down the order only.
 */
final class LaneLoops
{
    private Loop[] loops = {};
    private Loop[] ofThread = {};
    private boolean sharesThread;

    void set(Loop[] all)
    {
        loops = all;
        ofThread = all;
    }

    /** Several lanes are run by one thread: all their loops, in the order of the graph. */
    void shareThread(Loop[] all)
    {
        ofThread = all;
        sharesThread = true;
    }

    /** Nobody makes work while this lane waits for it: its thread runs the other lanes, and perhaps publishes. */
    boolean shareThread()
    {
        return sharesThread;
    }

    Loop[] all()
    {
        return loops;
    }

    int pollBehind(Loop loop)
    {
        int handled = 0;
        boolean behind = false;
        for (Loop candidate : ofThread)
        {
            if (behind)
            {
                handled += candidate.poll();
            }
            behind |= candidate == loop;
        }
        return handled;
    }
}
