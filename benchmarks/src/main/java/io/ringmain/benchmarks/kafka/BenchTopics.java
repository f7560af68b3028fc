package io.ringmain.benchmarks.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

import io.ringmain.benchmarks.BenchException;

/** Topics of one partition, and how far groups are in them, as the broker sees it. Threading: one thread; calls block. */
final class BenchTopics implements AutoCloseable
{
    /** The broker shares its CPUs with a side that takes all it can get. */
    private static final long PATIENCE_S = 30;
    private static final long LOOK_EVERY_MS = 20;

    private final Admin admin;

    BenchTopics(String bootstrap)
    {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false));
    }

    /** Makes a new one, whose records bear the time at which they were sent. */
    void create(String topic)
    {
        create(topic, "CreateTime");
    }

    /** Makes a new one, whose records bear the time at which the broker got them. */
    void createForOutput(String topic)
    {
        create(topic, "LogAppendTime");
    }

    private void create(String topic, String timestampType)
    {
        NewTopic only = new NewTopic(topic, 1, (short) 1).configs(Map.of("message.timestamp.type", timestampType));
        answer("create topic " + topic, admin.createTopics(List.of(only)).all());
    }

    /** Deletes all topics whose names begin so. */
    void deleteAll(String prefix)
    {
        Set<String> names = answer("list topics", admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(prefix)).collect(Collectors.toSet());
        answer("delete topics", admin.deleteTopics(names).all());
    }

    /** Up to where a group has committed; 0 when it has not. */
    long committed(String group, String topic)
    {
        try
        {
            OffsetAndMetadata offset = answer("list the offsets of group " + group,
                    admin.listConsumerGroupOffsets(group,
                            new ListConsumerGroupOffsetsOptions().timeoutMs(timeoutMs()))
                            .partitionsToOffsetAndMetadata())
                    .get(new TopicPartition(topic, 0));
            return offset == null ? 0 : offset.offset();
        }
        catch (GroupIdNotFoundException e)
        {
            return 0;
        }
    }

    /** Where a topic ends for a reader. */
    long end(String topic, IsolationLevel isolation)
    {
        TopicPartition only = new TopicPartition(topic, 0);
        return answer("list the offsets of " + topic,
                admin.listOffsets(Map.of(only, OffsetSpec.latest()), new ListOffsetsOptions(isolation)).all()).get(only)
                .offset();
    }

    /** The ids of a group's members that have a partition. */
    Set<String> owners(String group)
    {
        return describe(group).members().stream().filter(member -> !member.assignment().topicPartitions().isEmpty())
                .map(MemberDescription::consumerId).collect(Collectors.toSet());
    }

    /** Waits until a group has so many members, and has agreed who does what. */
    void awaitMembers(String group, int members) throws InterruptedException
    {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        for (ConsumerGroupDescription now = describe(group); now.members().size() != members ||
                now.groupState() != GroupState.STABLE; now = describe(group))
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new BenchException("group " + group + " has " + now.members().size() + " members and is " +
                        now.groupState() + "; " + members + " were to agree within " + PATIENCE_S + " s");
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private ConsumerGroupDescription describe(String group)
    {
        return answer("describe group " + group, admin.describeConsumerGroups(List.of(group)).all()).get(group);
    }

    private static int timeoutMs()
    {
        return (int) TimeUnit.SECONDS.toMillis(PATIENCE_S);
    }

    private static <T> T answer(String question, KafkaFuture<T> future)
    {
        try
        {
            return future.get(PATIENCE_S, TimeUnit.SECONDS);
        }
        catch (ExecutionException e)
        {
            if (e.getCause() instanceof GroupIdNotFoundException unknown)
            {
                throw unknown;
            }
            throw new BenchException("the broker was asked to " + question + " and failed: " + e.getCause());
        }
        catch (TimeoutException e)
        {
            throw new BenchException(
                    "the broker was asked to " + question + " and gave no answer within " + PATIENCE_S + " s");
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    @Override
    public void close()
    {
        admin.close();
    }
}
