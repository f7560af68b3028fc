package io.ringmain.engine;

/**
 * What a loop tells the emitters of its stages about the batch that it handles.
 *
 * <p>
 * Owner: the lane.
 */
final class LoopBatch
{
    private Loop loop;
    private long publishedNs;

    /** Once, when the loop is there. */
    void loop(Loop itsLoop)
    {
        loop = itsLoop;
    }

    Loop loop()
    {
        return loop;
    }

    /** A time no later than the publication of any event of the batch. */
    void publishedNs(long timeNs)
    {
        publishedNs = timeNs;
    }

    long publishedNs()
    {
        return publishedNs;
    }
}
