package io.ringmain.cli;

import java.util.Map;
import java.util.function.Consumer;

import io.ringmain.kafka.Topics;
import io.ringmain.node.Endpoint;
import io.ringmain.node.Endpoints;
import io.ringmain.report.Units;

/** What has to be known, and perhaps done, about the topics of a bridge before it is opened. */
final class BridgeTopics
{
    private final BridgeOptions options;
    private final Consumer<String> notices;

    BridgeTopics(BridgeOptions options, Consumer<String> notices)
    {
        this.options = options;
        this.notices = notices;
    }

    /**
     * Makes sure that they are there.
     *
     * @throws UserError when one is not and nobody asked for it to be created, or both are the same
     */
    void prepare()
    {
        String sourceCluster = null;
        if (options.source() instanceof Endpoint.Topic topic)
        {
            try (Topics topics = Endpoints.topics(topic))
            {
                exists(topic, topics);
                sourceCluster = topics.clusterId();
                if (topic.group() != null)
                {
                    tellOfGroup(topic, topics);
                }
            }
        }
        if (options.destination() instanceof Endpoint.Topic topic)
        {
            try (Topics topics = Endpoints.topics(topic))
            {
                exists(topic, topics);
                if (options.source() instanceof Endpoint.Topic from && from.topic().equals(topic.topic()) &&
                        topics.clusterId().equals(sourceCluster))
                {
                    throw new UserError(
                            "%s and %s are the same topic of one cluster, which would be copied into itself; give another destination"
                                    .formatted(from, topic));
                }
            }
        }
    }

    private void exists(Endpoint.Topic topic, Topics topics)
    {
        if (topics.partitions(topic.topic()) > 0)
        {
            return;
        }
        if (options.partitions() == null)
        {
            throw new UserError(
                    "there is no topic \"%s\" at %s: check the name, or let --create make it (--create=3: with 3 partitions)"
                            .formatted(topic.topic(), topic.bootstrap()));
        }
        int partitions = topics.ensure(topic.topic(), options.partitions());
        notices.accept("Created topic %s with %s.".formatted(topic.topic(), Units.count(partitions, "partition")));
    }

    private void tellOfGroup(Endpoint.Topic topic, Topics topics)
    {
        Map<Integer, Long> committed = topics.committedOffsets(topic.group(), topic.topic());
        Map<Integer, Long> starts = topics.startOffsets(topic.topic());
        long waiting = 0;
        for (Map.Entry<Integer, Long> end : topics.endOffsets(topic.topic()).entrySet())
        {
            long start = starts.get(end.getKey());
            waiting += end.getValue() - Math.max(start, committed.getOrDefault(end.getKey(), start));
        }
        notices.accept("Group %s %s, %s from the end; at least once: what %s has is committed.".formatted(topic.group(),
                committed.isEmpty() ? "begins at the beginning" : "goes on where it was",
                Units.count(waiting, "offset"),
                options.destination()));
    }
}
