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
    private RingEmitter<?> emitter;

    /** Once, when the loop is there. */
    void loop(Loop itsLoop)
    {
        loop = itsLoop;
    }

    Loop loop()
    {
        return loop;
    }

    /** Once, when a stage of the chain emits; no more than one does. */
    void emitter(RingEmitter<?> itsEmitter)
    {
        emitter = itsEmitter;
    }

    /** The batch breaks off: what was emitted for the events handled goes out before they count as handled. */
    void brokeOff()
    {
        if (emitter != null)
        {
            emitter.flush();
        }
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
