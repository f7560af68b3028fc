package io.ringmain.node;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

import io.ringmain.file.LineSink;
import io.ringmain.file.LineSource;
import io.ringmain.journal.JournalRange;
import io.ringmain.journal.JournalSink;
import io.ringmain.journal.JournalSource;
import io.ringmain.journal.ReadOptions;
import io.ringmain.kafka.ClientConfigFile;
import io.ringmain.kafka.KafkaSink;
import io.ringmain.kafka.KafkaSource;
import io.ringmain.kafka.KafkaSourceOptions;
import io.ringmain.kafka.Topics;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSink;
import io.ringmain.log.RecordSource;

/** Opens what endpoints describe. */
public final class Endpoints
{
    /** Where lines stand when nobody says so. */
    private static final int THE_ONLY_PARTITION = 0;

    private Endpoints()
    {}

    /**
     * Opens whatever can be read: at its beginning, a topic with a group at the offsets that it has committed.
     *
     * @param endpoint a topic, a file, a journal or standard input
     * @param follow   whether to go on for ever; standard input ends when it ends
     * @param reading  the key of a journal, and what to do about damage
     * @param in       standard input; not closed
     * @return before the first record
     * @throws io.ringmain.kafka.KafkaUnreachableException when nobody answers
     * @throws io.ringmain.journal.JournalException        when a journal cannot be read
     * @throws UncheckedIOException                        when a file cannot be read
     * @throws IllegalArgumentException                    when there is no such topic, or this kind cannot be read
     */
    public static RecordSource source(Endpoint endpoint, boolean follow, ReadOptions reading, InputStream in)
    {
        return source(endpoint, follow, partitions -> Map.of(), reading, in);
    }

    /**
     * As {@link #source(Endpoint, boolean, ReadOptions, InputStream)}; a topic or a file is opened behind what is known of
     * it.
     *
     * @param endpoint a topic, a file, a journal or standard input
     * @param follow   whether to go on for ever; standard input ends when it ends
     * @param last     answers, for a number of partitions, the last record that is known of each; reading begins behind them
     * @param reading  the key of a journal, and what to do about damage
     * @param in       standard input; not closed
     * @return before the first record
     * @throws IllegalArgumentException when there is no such position, or it is not the file that is known
     */
    public static RecordSource source(Endpoint endpoint, boolean follow, IntFunction<Map<Integer, LogRecord>> last,
            ReadOptions reading, InputStream in)
    {
        if (endpoint instanceof Endpoint.Topic topic)
        {
            return topic(topic, follow, last);
        }
        if (endpoint instanceof Endpoint.Lines lines)
        {
            return lines(lines, follow, last);
        }
        if (endpoint instanceof Endpoint.Journal journal)
        {
            return JournalSource.open(journal.directory(), reading, JournalRange.ALL, 1, follow);
        }
        if (endpoint instanceof Endpoint.StandardInput)
        {
            return LineSource.of(in, endpoint.toString());
        }
        throw new IllegalArgumentException(
                endpoint + " cannot be read from; give kafka:TOPIC, file:PATH, stdin: or journal:DIR");
    }

    private static RecordSource topic(Endpoint.Topic topic, boolean follow, IntFunction<Map<Integer, LogRecord>> last)
    {
        Map<String, String> client = clientSettings(topic);
        String bootstrap = bootstrap(topic, client);
        int partitions;
        try (Topics topics = Topics.connect(bootstrap, client))
        {
            partitions = topics.partitions(topic.topic());
        }
        Map<Integer, Long> from = new HashMap<>();
        last.apply(partitions).forEach((partition, record) -> from.put(partition, record.position() + 1));
        return KafkaSource
                .open(new KafkaSourceOptions(bootstrap, topic.topic(), topic.group(), from, follow, client));
    }

    private static RecordSource lines(Endpoint.Lines lines, boolean follow, IntFunction<Map<Integer, LogRecord>> last)
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
     * Opens whatever can be written to.
     *
     * @param endpoint a topic, a file, a journal or standard output
     * @param options  how it is written
     * @param out      standard output; flushed, and not closed
     * @return to be written to
     * @throws io.ringmain.kafka.KafkaUnreachableException when nobody answers
     * @throws io.ringmain.journal.JournalException        when a journal cannot be opened
     * @throws UncheckedIOException                        when a file cannot be opened
     * @throws IllegalArgumentException                    when there is no such topic, when a file holds something and is to
     *                                                     be left alone, or this kind cannot be written to
     */
    public static RecordSink sink(Endpoint endpoint, SinkOptions options, OutputStream out)
    {
        if (endpoint instanceof Endpoint.Topic topic)
        {
            Map<String, String> client = clientSettings(topic);
            return KafkaSink.open(bootstrap(topic, client), topic.topic(), options.placing(), client,
                    options.notices());
        }
        if (endpoint instanceof Endpoint.Lines lines)
        {
            return LineSink.open(lines.path(), options.ifThere());
        }
        if (endpoint instanceof Endpoint.Journal journal)
        {
            return JournalSink.open(journal.directory(), options.journal());
        }
        if (endpoint instanceof Endpoint.StandardOutput)
        {
            return LineSink.of(out, endpoint.toString());
        }
        throw new IllegalArgumentException(
                endpoint + " cannot be written to; give kafka:TOPIC, file:PATH, stdout: or journal:DIR");
    }

    /**
     * Connects to where a topic is, or is to be.
     *
     * @param topic which
     * @return to be closed
     * @throws io.ringmain.kafka.KafkaUnreachableException when nobody answers
     */
    public static Topics topics(Endpoint.Topic topic)
    {
        Map<String, String> client = clientSettings(topic);
        return Topics.connect(bootstrap(topic, client), client);
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
