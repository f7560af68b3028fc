package io.ringmain.benchmarks.streams;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** Runs Kafka Streams between two topics until standard input ends, or until it fails. */
public final class StreamsMain
{
    private static final int FAILED = 1;

    private StreamsMain()
    {}

    /**
     * Runs.
     *
     * @param args the file of properties that says what to do
     * @throws IOException when it cannot be read
     */
    public static void main(String[] args) throws IOException
    {
        Properties job = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0])))
        {
            job.load(reader);
        }
        // not closed: what is committed is committed, and the process ends at once
        KafkaStreams streams = new KafkaStreams(Topologies.of(job), config(job));
        streams.setUncaughtExceptionHandler(e ->
        {
            System.err.println("failed: " + e);
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        while (System.in.read() >= 0)
        {
            // whatever was written means nothing
        }
        Runtime.getRuntime().halt(0);
    }

    /** Streams' defaults, but for what every side is told and what {@code streams.} settings say. */
    static Properties config(Properties job)
    {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, job.getProperty("group"));
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, job.getProperty("bootstrap"));
        config.put(StreamsConfig.STATE_DIR_CONFIG, job.getProperty("folder"));
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, job.getProperty("commit.interval.ms"));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, Boolean.parseBoolean(job.getProperty("exactly.once"))
                ? StreamsConfig.EXACTLY_ONCE_V2
                : StreamsConfig.AT_LEAST_ONCE);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        config.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        for (String name : job.stringPropertyNames())
        {
            if (name.startsWith(StreamsConfig.PRODUCER_PREFIX) || name.startsWith(StreamsConfig.CONSUMER_PREFIX))
            {
                config.put(name, job.getProperty(name));
            }
            else if (name.startsWith("streams."))
            {
                config.put(name.substring("streams.".length()), job.getProperty(name));
            }
        }
        return config;
    }
}
