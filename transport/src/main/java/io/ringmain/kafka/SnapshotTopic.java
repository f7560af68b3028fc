package io.ringmain.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Snapshots in a compacted topic: partition n has those of the input's partition n, each as chunks and a manifest behind
 * them.
 *
 * <pre>
 *   … chunk chunk chunk manifest   tombstones   chunk chunk chunk manifest     chunk chunk      (writer died)
 *       ◀──────────────────┘    of the one before   ◀────────────────┘ ▲           │
 *                                                                       └───────────┘ every record names the last manifest
 * </pre>
 *
 * <p>
 * So the newest is found by reading one record at the end and one manifest, whatever else is there; two are kept, and
 * compaction takes the rest. Two writers, one of which does not know yet that it has lost its partition, do no harm: a chunk
 * belongs to its snapshot by id, and a state is the same whoever writes it.
 *
 * <p>
 * Threading: one thread; calls block.
 */
public final class SnapshotTopic implements AutoCloseable
{
    private static final String LAST = "last";
    private static final int CHUNK = 512 * 1024;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A read that has reached the end leaves a fetch at the broker that waits so long for more, and the next read behind it. */
    private static final int FETCH_WAIT_MS = 10;

    private final String bootstrap;
    private final String topic;
    private final Map<String, String> overrides;
    private KafkaProducer<byte[], byte[]> producer;

    /** A manifest and where it is. */
    private record Placed(long offset, SnapshotManifest manifest)
    {}

    private SnapshotTopic(String bootstrap, String topic, Map<String, String> overrides)
    {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.overrides = overrides;
    }

    /**
     * For a topic that exists.
     *
     * @param bootstrap host and port, or several with commas between
     * @param topic     compacted, with as many partitions as the input
     * @param overrides client settings that come on top, say for security
     * @return connects when it is used
     */
    public static SnapshotTopic of(String bootstrap, String topic, Map<String, String> overrides)
    {
        return new SnapshotTopic(bootstrap, topic, ClientSettings.copyOf(overrides));
    }

    /**
     * Writes a snapshot; all replicas have it when this returns.
     *
     * @param partition of the input
     * @param position  the offset of the input that the state stands before
     * @param file      the snapshot
     * @throws KafkaException when it could not be written; those that were there before still are
     */
    public void write(int partition, long position, Path file)
    {
        Placed former;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(partition))
        {
            former = newest(consumer, new TopicPartition(topic, partition)).orElse(null);
        }
        long last = former == null ? SnapshotManifest.NONE : former.offset;
        if (former != null)
        {
            bury(partition, former.manifest, last);
        }
        long id = ThreadLocalRandom.current().nextLong();
        CRC32C crc = new CRC32C();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file))
        {
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK))
            {
                crc.update(chunk);
                bytes += chunk.length;
                sent.add(send(partition, SnapshotManifest.key(id, sent.size()), chunk, last));
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("the snapshot " + file + " cannot be read: " + e, e);
        }
        long first = await(sent);
        SnapshotManifest manifest = new SnapshotManifest(id, position, first, sent.size(), bytes, (int) crc.getValue(),
                last, former == null ? 0 : former.manifest.id(), former == null ? 0 : former.manifest.chunks());
        await(List.of(send(partition, SnapshotManifest.key(id, SnapshotManifest.MANIFEST), manifest.toBytes(), last)));
    }

    /** The one before the newest is no longer of use once there is another. */
    private void bury(int partition, SnapshotManifest newest, long last)
    {
        if (newest.former() == SnapshotManifest.NONE)
        {
            return;
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int number = SnapshotManifest.MANIFEST; number < newest.formerChunks(); number++)
        {
            sent.add(send(partition, SnapshotManifest.key(newest.formerId(), number), null, last));
        }
        await(sent);
    }

    /**
     * Fetches the newest snapshot that can be used.
     *
     * @param partition of the input
     * @param atMost    the greatest position that it may have
     * @param file      takes it
     * @return its position; empty when there is none
     * @throws KafkaException when Kafka does not answer
     */
    public Optional<Long> fetch(int partition, long atMost, Path file)
    {
        TopicPartition place = new TopicPartition(topic, partition);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(partition))
        {
            Optional<Placed> candidate = newest(consumer, place);
            while (candidate.isPresent())
            {
                SnapshotManifest manifest = candidate.get().manifest;
                if (manifest.position() <= atMost && copy(consumer, place, candidate.get(), file))
                {
                    return Optional.of(manifest.position());
                }
                candidate = at(consumer, place, manifest.former());
            }
            return Optional.empty();
        }
    }

    /**
     * Where the newest snapshot that can be used stands, without fetching it.
     *
     * @param partition of the input
     * @param atMost    the greatest position that it may have
     * @return its position; empty when there is none
     * @throws KafkaException when Kafka does not answer
     */
    public Optional<Long> find(int partition, long atMost)
    {
        TopicPartition place = new TopicPartition(topic, partition);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(partition))
        {
            Optional<Placed> candidate = newest(consumer, place);
            while (candidate.isPresent() && candidate.get().manifest.position() > atMost)
            {
                candidate = at(consumer, place, candidate.get().manifest.former());
            }
            return candidate.map(placed -> placed.manifest.position());
        }
    }

    private Optional<Placed> newest(KafkaConsumer<byte[], byte[]> consumer, TopicPartition place)
    {
        long begin = consumer.beginningOffsets(List.of(place)).get(place);
        long end = consumer.endOffsets(List.of(place)).get(place);
        // the last record may have been compacted away: then one before it
        long back = 1;
        for (long from = end; from > begin; back *= 16)
        {
            from = Math.max(begin, end - back);
            ConsumerRecord<byte[], byte[]> last = null;
            for (ConsumerRecord<byte[], byte[]> record : read(consumer, place, from, end))
            {
                last = record;
            }
            if (last != null)
            {
                return SnapshotManifest.isManifest(last.key()) && last.value() != null
                        ? Optional.of(new Placed(last.offset(), SnapshotManifest.of(last.value())))
                        : at(consumer, place, lastManifest(last));
            }
        }
        return Optional.empty();
    }

    private static long lastManifest(ConsumerRecord<byte[], byte[]> record)
    {
        Header header = record.headers().lastHeader(LAST);
        return header == null ? SnapshotManifest.NONE : ByteBuffer.wrap(header.value()).getLong();
    }

    private static Optional<Placed> at(KafkaConsumer<byte[], byte[]> consumer, TopicPartition place, long offset)
    {
        if (offset == SnapshotManifest.NONE)
        {
            return Optional.empty();
        }
        for (ConsumerRecord<byte[], byte[]> record : read(consumer, place, offset, offset + 1))
        {
            if (record.offset() == offset && record.value() != null && SnapshotManifest.isManifest(record.key()))
            {
                return Optional.of(new Placed(offset, SnapshotManifest.of(record.value())));
            }
        }
        return Optional.empty();
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition place, long from, long end)
    {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.seek(place, from);
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(place) < end)
        {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(place))
            {
                if (record.offset() < end)
                {
                    records.add(record);
                }
            }
            checkPatience(place, deadlineNs);
        }
        return records;
    }

    /** False when a chunk is missing or not as it was written. */
    private static boolean copy(KafkaConsumer<byte[], byte[]> consumer, TopicPartition place, Placed placed, Path file)
    {
        SnapshotManifest manifest = placed.manifest;
        CRC32C crc = new CRC32C();
        long bytes = 0;
        int chunks = 0;
        consumer.seek(place, manifest.first());
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        try (OutputStream out = Files.newOutputStream(file))
        {
            while (consumer.position(place) < placed.offset)
            {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(place))
                {
                    if (record.value() != null && chunks < manifest.chunks() &&
                            Arrays.equals(record.key(), SnapshotManifest.key(manifest.id(), chunks)))
                    {
                        out.write(record.value());
                        crc.update(record.value());
                        bytes += record.value().length;
                        chunks++;
                    }
                    deadlineNs = System.nanoTime() + PATIENCE.toNanos();
                }
                checkPatience(place, deadlineNs);
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("a snapshot cannot be written to " + file + ": " + e, e);
        }
        return chunks == manifest.chunks() && bytes == manifest.bytes() && (int) crc.getValue() == manifest.crc();
    }

    private static void checkPatience(TopicPartition place, long deadlineNs)
    {
        if (System.nanoTime() - deadlineNs > 0)
        {
            throw new KafkaException("snapshots could not be read from " + place + ": nothing has come for " +
                    PATIENCE.toSeconds() + " s");
        }
    }

    private Future<RecordMetadata> send(int partition, byte[] key, byte[] value, long last)
    {
        if (producer == null)
        {
            producer = openProducer();
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, value);
        record.headers().add(LAST, ByteBuffer.allocate(Long.BYTES).putLong(last).array());
        return producer.send(record);
    }

    /** Returns the offset of the first. */
    private long await(List<Future<RecordMetadata>> sent)
    {
        long first = SnapshotManifest.NONE;
        try
        {
            for (Future<RecordMetadata> each : sent)
            {
                long offset = each.get().offset();
                first = first == SnapshotManifest.NONE ? offset : first;
            }
            return first;
        }
        catch (ExecutionException e)
        {
            closeProducer();
            throw new KafkaException("a snapshot could not be written to " + topic + ": " +
                    KafkaFailures.reason(e), e.getCause());
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while a snapshot was written to " + topic, e);
        }
    }

    private KafkaProducer<byte[], byte[]> openProducer()
    {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, CHUNK);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.putAll(ClientSettings.security(overrides));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer(int partition)
    {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.putAll(ClientSettings.security(overrides));
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, partition)));
        return consumer;
    }

    private void closeProducer()
    {
        if (producer != null)
        {
            producer.close(Duration.ofSeconds(1));
            producer = null;
        }
    }

    @Override
    public void close()
    {
        closeProducer();
    }

}
