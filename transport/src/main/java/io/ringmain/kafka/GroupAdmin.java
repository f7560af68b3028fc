package io.ringmain.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnstableOffsetCommitException;

/**
 * What the members of a group have to know of it.
 *
 * <p>
 * Threading: any thread; calls block, for five seconds at most, and may be repeated when they fail.
 */
public final class GroupAdmin implements AutoCloseable
{
    /** Stands between the group and the rest of a member's name, which has none. */
    public static final String SEPARATOR = "/";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final String CONSUMER_PROTOCOL_FEATURE = "group.version";

    private final String bootstrap;
    private final String group;
    private final Admin admin;

    private GroupAdmin(String bootstrap, String group, Admin admin)
    {
        this.bootstrap = bootstrap;
        this.group = group;
        this.admin = admin;
    }

    /**
     * For a group.
     *
     * @param bootstrap host and port, or several with commas between
     * @param group     its name; it need not exist yet
     * @param overrides client settings that come on top, say for security
     * @return to be closed
     */
    public static GroupAdmin open(String bootstrap, String group, Map<String, String> overrides)
    {
        Map<String, Object> config = new HashMap<>();
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 20L);
        config.putAll(ClientSettings.security(overrides));
        return new GroupAdmin(bootstrap, group, Admin.create(config));
    }

    /**
     * What the group has committed, of partitions that no transaction under way may still change. A partition that is missing
     * may be one of which nothing was committed, or one with a transaction under way.
     *
     * @return by partition
     * @throws KafkaException              when the answer is an error
     * @throws KafkaUnreachableException   when there is none in time
     */
    public Map<TopicPartition, Long> committed()
    {
        return committed(new ListConsumerGroupOffsetsSpec());
    }

    /**
     * What the group has committed of some partitions, once no transaction is under way that may still change it.
     *
     * @param partitions that are asked for
     * @return by partition; nothing for one of which nothing was committed
     * @throws UnstableOffsetCommitException when a transaction stays under way for half a second that may still change one
     *                                       of them
     * @throws KafkaException                when the answer is an error
     * @throws KafkaUnreachableException     when there is none in time
     */
    public Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions)
    {
        ListConsumerGroupOffsetsSpec asked = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
        long beginNs = System.nanoTime();
        while (true)
        {
            try
            {
                return committed(asked);
            }
            catch (UnstableOffsetCommitException e)
            {
                // a transaction whose commit has succeeded is under way, too, until the offsets' partition has heard of that
                if (System.nanoTime() - beginNs > SETTLE_NS)
                {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_AGAIN_NS);
            }
        }
    }

    private Map<TopicPartition, Long> committed(ListConsumerGroupOffsetsSpec asked)
    {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try
        {
            Map<TopicPartition, OffsetAndMetadata> answered = answer("list the offsets of group " + group,
                    admin.listConsumerGroupOffsets(Map.of(group, asked),
                            new ListConsumerGroupOffsetsOptions().requireStable(true))
                            .partitionsToOffsetAndMetadata(group));
            if (asked.topicPartitions() != null)
            {
                // null stands for nothing; left out are, without a word, those whose answer was an error
                asked.topicPartitions().stream().filter(partition -> !answered.containsKey(partition)).findFirst()
                        .ifPresent(partition ->
                        {
                            throw new UnstableOffsetCommitException(
                                    "a transaction is under way that may still commit an offset of " + partition);
                        });
            }
            answered.forEach((partition, offset) ->
            {
                if (offset != null)
                {
                    offsets.put(partition, offset.offset());
                }
            });
        }
        catch (GroupIdNotFoundException e)
        {
            // a new one
        }
        return offsets;
    }

    /**
     * The first offset that a partition still holds.
     *
     * @param partition of a topic that exists
     * @return 0 or more
     */
    public long begin(TopicPartition partition)
    {
        return offset(partition, OffsetSpec.earliest());
    }

    /**
     * The offset that a partition's next record will get.
     *
     * @param partition of a topic that exists
     * @return 0 or more
     */
    public long end(TopicPartition partition)
    {
        return offset(partition, OffsetSpec.latest());
    }

    private long offset(TopicPartition partition, OffsetSpec which)
    {
        return answer("tell the offsets of " + partition,
                admin.listOffsets(Map.of(partition, which)).partitionResult(partition)).offset();
    }

    /**
     * The members that the group has now.
     *
     * @return their names, as {@link GroupOptions#member()}
     */
    public Set<String> members()
    {
        Set<String> members = new HashSet<>();
        try
        {
            Collection<MemberDescription> described = answer("describe group " + group,
                    admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)).members();
            described.forEach(member -> members.add(member.clientId()));
        }
        catch (GroupIdNotFoundException e)
        {
            // a new one
        }
        return members;
    }

    /**
     * Ends the transactions of members that are gone: what they had not committed, which else would hide what comes after it
     * until it times out.
     *
     * @param prefix that the names of all members begin with
     * @return whose were ended
     */
    public List<String> fenceThoseGone(String prefix)
    {
        List<String> open = new ArrayList<>();
        for (TransactionListing listing : answer("list transactions", admin.listTransactions(
                new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING))).all()))
        {
            // another group's name may begin as this one's does
            if (listing.transactionalId().startsWith(prefix) &&
                    listing.transactionalId().indexOf(SEPARATOR, prefix.length()) < 0)
            {
                open.add(listing.transactionalId());
            }
        }
        if (open.isEmpty())
        {
            return open;
        }
        // in this order: who has one open has been a member before, and is none now
        Set<String> members = members();
        open.removeIf(id -> members.contains(TransactionalProducer.member(id)));
        if (!open.isEmpty())
        {
            answer("fence " + open, admin.fenceProducers(open).all());
        }
        return open;
    }

    /**
     * Which protocol to use.
     *
     * @param wished by the user
     * @return the wish, or what the broker has
     */
    public GroupProtocol protocol(GroupProtocol wished)
    {
        if (wished != GroupProtocol.AUTO)
        {
            return wished;
        }
        var features = answer("describe its features", admin.describeFeatures().featureMetadata()).finalizedFeatures();
        var version = features.get(CONSUMER_PROTOCOL_FEATURE);
        return version != null && version.maxVersionLevel() >= 1 ? GroupProtocol.CONSUMER : GroupProtocol.CLASSIC;
    }

    /**
     * Creates a compacted topic, unless it is there.
     *
     * @param topic      its name
     * @param partitions how many
     */
    public void ensureCompacted(String topic, int partitions)
    {
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(64 << 20),
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1",
                        TopicConfig.DELETE_RETENTION_MS_CONFIG, "60000"));
        try
        {
            answer("create topic " + topic, admin.createTopics(List.of(wanted)).all());
        }
        catch (TopicExistsException e)
        {
            // as wanted
        }
    }

    @Override
    public void close()
    {
        admin.close(Duration.ofSeconds(1));
    }

    private <T> T answer(String question, KafkaFuture<T> future)
    {
        try
        {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (TimeoutException e)
        {
            throw new KafkaUnreachableException(bootstrap, PATIENCE, e);
        }
        catch (ExecutionException e)
        {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException)
            {
                throw new KafkaUnreachableException(bootstrap, PATIENCE, e.getCause());
            }
            if (e.getCause() instanceof KafkaException known)
            {
                throw known;
            }
            throw new KafkaException("Kafka at " + bootstrap + " was asked to " + question + " and failed",
                    e.getCause());
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while asking Kafka at " + bootstrap + " to " + question, e);
        }
    }
}
