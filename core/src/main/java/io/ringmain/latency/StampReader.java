package io.ringmain.latency;

/**
 * Walks a stage's sequences in runs of events that share one time of publication. Hot path.
 *
 * <p>
 * Where a batch has no stamp, the stage's own looks date it: an event that was not there at the look before cannot have
 * been published before that look, so the time read before it is early enough, and late by no more than a turn of the
 * lane and the batch that it handled then.
 *
 * <p>
 * Owner: the stage's lane.
 */
public final class StampReader
{
    private final BatchStamps stamps;
    private final boolean tiled;
    private final boolean inOrder;
    private long runTimeNs = Long.MIN_VALUE;
    private long runLast = -1;

    /**
     * For one stage.
     *
     * @param stamps of the ring, or of a loop before this one
     * @param tiled  every event is in a stamped batch, as a loop leaves them for those behind; they must not date events by
     *               their own looks, since they see them later
     */
    public StampReader(BatchStamps stamps, boolean tiled)
    {
        this(stamps, tiled, false);
    }

    /**
     * For one stage, which may know more.
     *
     * @param stamps  as above
     * @param tiled   as above
     * @param inOrder no event was published before one of a lower sequence, as a single publisher does it: then what has no
     *               stamp is no older than the stamp before it
     */
    public StampReader(BatchStamps stamps, boolean tiled, boolean inOrder)
    {
        this.stamps = stamps;
        this.tiled = tiled;
        this.inOrder = inOrder;
    }

    /**
     * Enters the run that contains a sequence. Sequences are asked for in rising order.
     *
     * @param next    the sequence
     * @param last    the last that will be asked for with the same {@code boundNs}
     * @param boundNs a time no later than the publication of {@code next} and all after it
     * @return the last sequence of the run, {@code last} at most
     */
    public long enter(long next, long last, long boundNs)
    {
        if (next > runLast)
        {
            long first = tiled ? startOfRun(next) : next;
            if (stamps.startsAt(first))
            {
                runLast = stamps.last(first);
                runTimeNs = stamps.timeNs(first);
            }
            else
            {
                runLast = last;
                runTimeNs = inOrder ? Math.max(runTimeNs, boundNs) : boundNs;
            }
        }
        return Math.min(runLast, last);
    }

    /**
     * The time of the run that was entered last.
     *
     * @return nanoseconds, no later than the publication of its events
     */
    public long timeNs()
    {
        return runTimeNs;
    }

    /** Only a reader that was added while the pipeline runs begins in the middle of a run, and does so once. */
    private long startOfRun(long next)
    {
        long first = next;
        while (first > 0 && !stamps.startsAt(first))
        {
            first--;
        }
        return first;
    }
}
