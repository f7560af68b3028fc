package io.ringmain.node;

import java.util.List;

/**
 * How a node is.
 *
 * @param health     whether it works, and may be asked for work
 * @param trouble    what stands in the way, in a sentence; empty when nothing does
 * @param member     its name in the group
 * @param partitions those that it has, in order
 * @param eventsIn   events handled live, since the start
 * @param replayed   events replayed to rebuild state, since the start
 * @param recordsOut records that are committed, since the start
 * @param commits    since the start
 * @param rebalances how often partitions came or went
 * @param pauses     how often reading waited because handling did not keep up
 */
public record NodeStatus(Health health, String trouble, String member, List<PartitionStatus> partitions, long eventsIn,
        long replayed, long recordsOut, long commits, long rebalances, long pauses)
{
    /** What an orchestrator asks for. */
    public enum Health
    {
        /** Joining, restoring or replaying: alive, and not ready. */
        STARTING,
        /**
         * All its partitions are live. So is a member that the group has given none, since there may be more members than
         * partitions; with {@link io.ringmain.kafka.GroupProtocol#CONSUMER} it may be so for a moment before the first ones
         * come.
         */
        READY,
        /** A standby that follows: alive, and ready to take over. */
        STANDBY,
        /** Kafka does not answer, or a transaction is being repeated: alive, and not ready. */
        TROUBLED,
        /** It has ended by a failure. */
        FAILED,
        /** It has been closed. */
        CLOSED
    }

    /** Copies the list. */
    public NodeStatus
    {
        partitions = List.copyOf(partitions);
    }

    /**
     * How far the node is behind, over all partitions.
     *
     * @return records; those of which nothing is known yet count for nothing
     */
    public long lag()
    {
        return partitions.stream().mapToLong(PartitionStatus::lag).sum();
    }

    /**
     * How a partition is.
     *
     * @param partition number
     * @param phase     what is done with it
     * @param position  the offset of the next record to be handled
     * @param committed the offset that is committed; -1 for none
     * @param end       the offset behind the last readable record, as last seen; -1 when it is not known yet
     */
    public record PartitionStatus(int partition, Phase phase, long position, long committed, long end)
    {
        /** What is done with a partition. */
        public enum Phase
        {
            /** Its snapshot is fetched. */
            RESTORING,
            /** What is behind the snapshot is replayed, outputs muted. */
            REPLAYING,
            /** It is handled. */
            LIVE,
            /** A standby keeps up with it, outputs muted. */
            FOLLOWING
        }

        /**
         * How far it is behind.
         *
         * @return records; 0 when it is not known
         */
        public long lag()
        {
            return end < 0 ? 0 : Math.max(0, end - position);
        }
    }
}
