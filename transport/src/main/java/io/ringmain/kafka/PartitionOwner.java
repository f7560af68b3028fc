package io.ringmain.kafka;

/** What handles the partitions that a member of a group has. Called by the ingress thread; nothing here may block. */
public interface PartitionOwner
{
    /**
     * A partition has come. Nothing of it is read until {@link GroupIngress#read} says from where.
     *
     * @param feed brings its records; its state tells when it is asked back
     */
    void assigned(PartitionFeed feed);

    /** All partitions that a rebalance has brought are told by now. */
    void rebalanced();

    /** Something has come for the lane: records, or the wish that it lets go of a partition. */
    void wake();

    /**
     * The reading has ended and will not begin again, so no record will come.
     *
     * @param failure why
     */
    void failed(Throwable failure);
}
