package io.ringmain.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.concurrent.EpochNanoClock;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the output topic back, as anybody could: a plain consumer, none of our bridges. Tells the account of every output,
 * and records the latency from when a flight was due at the feed to when its output was read here.
 *
 * <p>
 * Owner: the thread that calls {@link #run()}, also the histogram's single writer. Readers: any thread, {@link #latency()}.
 */
public final class OutputReader implements AutoCloseable
{
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long HIGHEST_NS = TimeUnit.HOURS.toNanos(1);
    private static final int SIGNIFICANT_DIGITS = 3;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final OutputCheck account;
    private final EpochNanoClock clock;
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(HIGHEST_NS, SIGNIFICANT_DIGITS);
    private final Histogram total = new Histogram(HIGHEST_NS, SIGNIFICANT_DIGITS);
    private volatile Map<Integer, Long> end = Map.of();
    private volatile boolean closed;

    /**
     * Connects; reads nothing yet.
     *
     * @param bootstrap of the Kafka cluster
     * @param from      the first offset to read, by partition
     * @param account   is told of every output
     * @param clock     the feed's
     */
    public OutputReader(String bootstrap, Map<Integer, Long> from, OutputCheck account, EpochNanoClock clock)
    {
        this.account = account;
        this.clock = clock;
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "ringmain-demo-check");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Map<TopicPartition, Long> positions = new HashMap<>();
        from.forEach(
                (partition, offset) -> positions.put(new TopicPartition(FlightsApp.OUTPUT_TOPIC, partition), offset));
        consumer.assign(List.copyOf(positions.keySet()));
        positions.forEach(consumer::seek);
    }

    /**
     * Reads until {@link #close()}, or up to where {@link #finishAt} says.
     *
     * @throws UncheckedIOException when the topic holds what no demo wrote
     */
    public void run()
    {
        try (consumer)
        {
            while (!closed && !atEnd())
            {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL))
                {
                    OutputWriter.readSource(record.value(), account);
                    long latencyNs = clock.nanoTime() - SentHeader.read(record);
                    recorder.recordValue(Math.max(0, Math.min(latencyNs, HIGHEST_NS)));
                }
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * From due at the feed to read here.
     *
     * @return a copy of all since the start, in nanoseconds
     */
    public synchronized Histogram latency()
    {
        total.add(recorder.getIntervalHistogram());
        return total.copy();
    }

    /**
     * Ends the run once everything before these offsets is read.
     *
     * @param offsets the offset after the last one of interest, by partition
     */
    public void finishAt(Map<Integer, Long> offsets)
    {
        end = Map.copyOf(offsets);
    }

    private boolean atEnd()
    {
        Map<Integer, Long> offsets = end;
        return !offsets.isEmpty() && offsets.entrySet().stream().allMatch(
                to -> consumer.position(new TopicPartition(FlightsApp.OUTPUT_TOPIC, to.getKey())) >= to.getValue());
    }

    /** Ends the run within a tenth of a second. */
    @Override
    public void close()
    {
        closed = true;
    }
}
