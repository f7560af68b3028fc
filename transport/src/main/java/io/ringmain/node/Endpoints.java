package io.ringmain.node;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.ringmain.file.LineSource;
import io.ringmain.kafka.ClientConfigFile;
import io.ringmain.kafka.KafkaSink;
import io.ringmain.kafka.KafkaSource;
import io.ringmain.kafka.KafkaSourceOptions;
import io.ringmain.kafka.Topics;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSource;

/** Opens what endpoints describe. */
public final class Endpoints
{
    /** Where lines stand when nobody says so. */
    private static final int THE_ONLY_PARTITION = 0;

    private Endpoints()
    {}

    /**
     * Opens a topic, behind what is known of it.
     *
     * @param topic  which
     * @param follow whether to go on for ever
     * @param last   answers, for a number of partitions, the last record that is known of each; reading begins behind them
     * @return before the first record
     * @throws io.ringmain.kafka.KafkaUnreachableException when nobody answers
     * @throws IllegalArgumentException                    when there is no such topic, or no such position in it
     */
    public static RecordSource source(Endpoint.Topic topic, boolean follow,
            IntFunction<Map<Integer, LogRecord>> last)
    {
        Map<String, String> client = clientSettings(topic);
        int partitions;
        String bootstrap = bootstrap(topic, client);
        try (Topics topics = Topics.connect(bootstrap, client))
        {
            partitions = topics.partitions(topic.topic());
        }
        Map<Integer, Long> from = new HashMap<>();
        last.apply(partitions).forEach((partition, record) -> from.put(partition, record.position() + 1));
        return KafkaSource.open(
                new KafkaSourceOptions(bootstrap, topic.topic(), topic.group(), from, follow, client));
    }

    /**
     * Opens a file of lines, behind what is known of it.
     *
     * @param lines  which
     * @param follow whether to wait for further lines, for ever
     * @param last   as for a topic
     * @return before the first record
     * @throws UncheckedIOException     when it cannot be read
     * @throws IllegalArgumentException when it is a folder, or not the file that is known
     */
    public static RecordSource source(Endpoint.Lines lines, boolean follow, IntFunction<Map<Integer, LogRecord>> last)
    {
        LineSource source = LineSource.open(lines.path(), follow);
        try
        {
            LogRecord known = last.apply(1).get(THE_ONLY_PARTITION);
            if (known != null)
            {
                source.resumeBehind(known.position(), known.valueBytes());
            }
            return source;
        }
        catch (RuntimeException e)
        {
            source.close();
            throw e;
        }
    }

    /**
     * Opens standard input.
     *
     * @param in the stream; not closed
     * @return before the first line
     */
    public static RecordSource standardInput(InputStream in)
    {
        return LineSource.of(in, new Endpoint.StandardInput().toString());
    }

    /**
     * Opens a topic to be written to.
     *
     * @param topic   which
     * @param notices is told where records go elsewhere than where they came from
     * @return to be written to
     * @throws io.ringmain.kafka.KafkaUnreachableException when nobody answers
     * @throws IllegalArgumentException                    when there is no such topic
     */
    public static KafkaSink sink(Endpoint.Topic topic, Consumer<String> notices)
    {
        Map<String, String> client = clientSettings(topic);
        return KafkaSink.open(bootstrap(topic, client), topic.topic(), client, notices);
    }

    /**
     * What a careful person would change about an endpoint; nothing that keeps anybody from going on.
     *
     * @param endpoint of any kind
     * @return a line, or nothing
     */
    public static Optional<String> warning(Endpoint endpoint)
    {
        return endpoint instanceof Endpoint.Topic topic && topic.config() != null
                ? ClientConfigFile.warning(topic.config())
                : Optional.empty();
    }

    /** What the endpoint says itself comes first, then what its file says. */
    private static String bootstrap(Endpoint.Topic topic, Map<String, String> client)
    {
        return topic.bootstrap().equals(Endpoint.Topic.DEFAULT_BOOTSTRAP)
                ? client.getOrDefault("bootstrap.servers", topic.bootstrap())
                : topic.bootstrap();
    }

    private static Map<String, String> clientSettings(Endpoint.Topic topic)
    {
        return topic.config() == null ? Map.of() : ClientConfigFile.load(topic.config());
    }
}
