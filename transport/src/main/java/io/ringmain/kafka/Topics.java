package io.ringmain.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What has to be known about topics before reading or writing them. Every call answers or fails within five seconds.
 *
 * <p>
 * Threading: any thread; calls block.
 */
public final class Topics implements AutoCloseable
{
    /** How long Kafka may take to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** How long for the first time, so that a command has said what is wrong within five seconds, its JVM's start included. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(4);

    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final String bootstrap;
    private final Duration patience;
    private final Admin admin;

    private Topics(String bootstrap, Duration patience, Admin admin)
    {
        this.bootstrap = bootstrap;
        this.patience = patience;
        this.admin = admin;
    }

    /**
     * Connects, and makes sure that Kafka answers.
     *
     * @param bootstrap host and port, or several with commas between
     * @param overrides client settings, of which those of security are taken
     * @return to be closed
     * @throws KafkaUnreachableException when nobody answers
     * @throws KafkaAccessException      when settings and broker do not fit: password, certificates, protocol
     */
    public static Topics connect(String bootstrap, Map<String, String> overrides)
    {
        return connect(bootstrap, overrides, FIRST_PATIENCE);
    }

    static Topics connect(String bootstrap, Map<String, String> overrides, Duration patience)
    {
        Map<String, Object> config = new HashMap<>();
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis() / 2);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        Map<String, String> settings = ClientSettings.security(overrides);
        config.putAll(settings);
        Topics topics;
        try
        {
            topics = new Topics(bootstrap, patience, Admin.create(config));
        }
        catch (KafkaException e)
        {
            throw new AccessFailures(bootstrap, settings).ofConstruction(e);
        }
        try
        {
            new FirstAnswer(bootstrap, settings, patience).await(topics.admin.describeCluster().nodes());
            return topics;
        }
        catch (RuntimeException e)
        {
            // nothing is under way that would be worth waiting for
            topics.admin.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * As {@link #connect(String, Map)}, with nothing on top.
     *
     * @param bootstrap host and port, or several with commas between
     * @return to be closed
     * @throws KafkaUnreachableException when nobody answers
     * @throws KafkaAccessException      when settings and broker do not fit: password, certificates, protocol
     */
    public static Topics connect(String bootstrap)
    {
        return connect(bootstrap, Map.of());
    }

    /**
     * Creates a topic unless it is there. One that is there is left as it is.
     *
     * @param topic      its name
     * @param partitions how many a new one gets; replicated as the broker's default says
     * @return how many it has, which for one that was there may be another number
     */
    public int ensure(String topic, int partitions)
    {
        try
        {
            answer("create topic " + topic,
                    admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()))).all());
        }
        catch (TopicExistsException e)
        {
            // as wanted
        }
        // the controller has answered; the broker that we ask next may be a moment behind
        long deadlineNs = System.nanoTime() + patience.toNanos();
        int found = partitions(topic);
        while (found == 0 && System.nanoTime() < deadlineNs)
        {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
            found = partitions(topic);
        }
        return found;
    }

    /**
     * How many partitions a topic has, numbered from 0.
     *
     * @param topic its name
     * @return 0 when there is no such topic
     */
    public int partitions(String topic)
    {
        try
        {
            return answer("describe topic " + topic, admin.describeTopics(List.of(topic)).allTopicNames()).get(topic)
                    .partitions().size();
        }
        catch (UnknownTopicOrPartitionException e)
        {
            return 0;
        }
    }

    /**
     * The first offset that each partition still holds.
     *
     * @param topic one that exists
     * @return by partition, in order
     */
    public Map<Integer, Long> startOffsets(String topic)
    {
        return offsets(topic, OffsetSpec.earliest());
    }

    /**
     * The offset that each partition's next record will get.
     *
     * @param topic one that exists
     * @return by partition, in order
     */
    public Map<Integer, Long> endOffsets(String topic)
    {
        return offsets(topic, OffsetSpec.latest());
    }

    /**
     * The offsets that a group has committed.
     *
     * @param group its name, of a group that may not exist yet
     * @param topic one that exists
     * @return by partition, in order; nothing for a partition of which nothing was committed
     */
    public Map<Integer, Long> committedOffsets(String group, String topic)
    {
        Map<Integer, Long> offsets = new TreeMap<>();
        try
        {
            answer("list the offsets of group " + group,
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((partition, offset) ->
                    {
                        if (partition.topic().equals(topic) && offset != null)
                        {
                            offsets.put(partition.partition(), offset.offset());
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
     * Which cluster this is, whatever address it was reached by.
     *
     * @return its own identity
     */
    public String clusterId()
    {
        return answer("describe the cluster", admin.describeCluster().clusterId());
    }

    /** What a topic takes; without limits when the broker does not tell this client. */
    TopicLimits limits(String topic)
    {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try
        {
            return TopicLimits.of(answer("describe the settings of topic " + topic,
                    admin.describeConfigs(List.of(resource)).all()).get(resource));
        }
        catch (AuthorizationException e)
        {
            return TopicLimits.UNKNOWN;
        }
    }

    @Override
    public void close()
    {
        admin.close(Duration.ofSeconds(1));
    }

    private Map<Integer, Long> offsets(String topic, OffsetSpec which)
    {
        int partitions = partitions(topic);
        if (partitions == 0)
        {
            throw noSuchTopic(bootstrap, topic);
        }
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++)
        {
            asked.put(new TopicPartition(topic, partition), which);
        }
        Map<TopicPartition, ListOffsetsResultInfo> answered = answer("list the offsets of " + topic,
                admin.listOffsets(asked).all());
        Map<Integer, Long> offsets = new TreeMap<>();
        answered.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
        return offsets;
    }

    static IllegalArgumentException noSuchTopic(String bootstrap, String topic)
    {
        return new IllegalArgumentException(
                "There is no topic \"" + topic + "\" at " + bootstrap + ": create it first, or check the name");
    }

    private <T> T answer(String question, KafkaFuture<T> future)
    {
        try
        {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (TimeoutException e)
        {
            throw new KafkaUnreachableException(bootstrap, patience, e);
        }
        catch (ExecutionException e)
        {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException)
            {
                throw new KafkaUnreachableException(bootstrap, patience, e.getCause());
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
