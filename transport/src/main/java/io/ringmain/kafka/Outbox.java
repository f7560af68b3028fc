package io.ringmain.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What one input partition has sent and not yet committed, so that it can be sent again: a transaction that fails, for
 * whatever reason, costs its records a second way to the broker, and the stages nothing.
 *
 * <pre>
 *   committed ──── cut ──── handled       offsets of the input
 *        |  cutRecords |  records  |      what came out of them
 *
 * Owner       the lane
 * Readers     none
 * Invariants  committed, cut and handled never go back, in that order; records belong to [cut, handled), cutRecords to [committed, cut)
 * </pre>
 */
public final class Outbox
{
    private final PartitionFeed feed;
    private final LaneOutput output;
    private KeptRecords records;
    private KeptRecords cutRecords;
    private long cut;
    // any thread may look at these
    private volatile long handled;
    private volatile long committed;
    private boolean lost;
    /** Whether the producer has the records; else it will be given them later. */
    private boolean sent;
    /** In an output that counts acknowledgements: how many there will be when this outbox's last record has its own. */
    private long lastSend;
    private boolean flushed = true;

    Outbox(PartitionFeed feed, LaneOutput output, long position, boolean isCommitted)
    {
        this.feed = feed;
        this.output = output;
        records = new KeptRecords(output.kept);
        cutRecords = new KeptRecords(output.kept);
        handled = position;
        cut = position;
        committed = isCommitted ? position : PartitionFeed.NOTHING;
    }

    /**
     * Sends a record, now or as soon as it can be.
     *
     * @param record Kafka's from now on
     */
    public void send(ProducerRecord<byte[], byte[]> record)
    {
        output.send(this, record);
    }

    /**
     * Tells how far the partition has been handled, everything that came out of it sent: where a transaction may end.
     *
     * @param next the offset behind the last record
     */
    public void handled(long next)
    {
        handled = next;
    }

    /**
     * Up to where it is handled.
     *
     * @return the offset behind the last record
     */
    public long handled()
    {
        return handled;
    }

    /**
     * Up to where it is committed.
     *
     * @return an offset; {@link PartitionFeed#NOTHING} when nothing ever was
     */
    public long committed()
    {
        return committed;
    }

    PartitionFeed feed()
    {
        return feed;
    }

    boolean isDirty()
    {
        return handled > committed;
    }

    /**
     * Looks whether the partition is somebody else's by now. A commit looks once, and abides by that: positions and records of
     * a partition are both in it, or neither is.
     */
    boolean noticeLost()
    {
        lost |= feed.state() == PartitionFeed.State.LOST;
        return lost;
    }

    /** As it was noticed last. */
    boolean isLost()
    {
        return lost;
    }

    KeptRecords records()
    {
        return records;
    }

    KeptRecords cutRecords()
    {
        return cutRecords;
    }

    long cut()
    {
        return cut;
    }

    /** Whether the producer has records that are not cut. */
    boolean hasSent()
    {
        return sent && records.count() > 0;
    }

    void sent(boolean isSent)
    {
        sent = isSent;
    }

    long lastSend()
    {
        return lastSend;
    }

    /** Has given records to the sender that may still lie in a pack. */
    void unflushed()
    {
        flushed = false;
    }

    /** The producer has all of its records by now, with so many sends in all. */
    void flushed(long sends)
    {
        if (!flushed)
        {
            flushed = true;
            lastSend = sends;
        }
    }

    boolean isFlushed()
    {
        return flushed;
    }

    /** Everything so far belongs to the commit that begins. */
    void cutHere()
    {
        KeptRecords empty = cutRecords;
        cutRecords = records;
        records = empty;
        sent = false;
        cut = handled;
    }

    void committedCut()
    {
        committed = cut;
        cutRecords.clear();
    }
}
