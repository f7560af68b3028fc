package io.ringmain.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.kafka.KafkaSink.Placing;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSink;
import io.ringmain.log.RecordSource;
import io.ringmain.log.RecordSource.Polled;

/** What other clients write we read, and the other way round, against a real broker. */
@Timeout(120)
class OtherClientsTest
{
    @TempDir
    private static Path directory;
    private static SharedBroker broker;
    private static Kcat kcat;
    private static int topics;

    @BeforeAll
    static void startBroker()
    {
        broker = new SharedBroker(directory);
        kcat = new Kcat(broker.bootstrap(), directory);
    }

    @AfterAll
    static void stopBroker()
    {
        broker.close();
    }

    private static String newTopic(int partitions)
    {
        String topic = "others-" + topics++;
        broker.topics().ensure(topic, partitions);
        return topic;
    }

    /** Key, value and headers of each record that our source reads, in the order of its topic's only partition. */
    private static List<String> read(String topic)
    {
        List<String> contents = new ArrayList<>();
        LogRecord record = new LogRecord();
        try (RecordSource source = KafkaSource
                .open(new KafkaSourceOptions(broker.bootstrap(), topic, null, Map.of(), false, Map.of())))
        {
            for (Polled polled = source.next(record); polled != Polled.END; polled = source.next(record))
            {
                if (polled == Polled.RECORD)
                {
                    StringBuilder text = new StringBuilder(text(record.keyBytes()) + '=' + text(record.valueBytes()));
                    record.forEachHeader(
                            (name, value) -> text.append(' ').append(name).append(':').append(text(value)));
                    contents.add(text.toString());
                }
            }
        }
        return contents;
    }

    private static String text(byte[] bytes)
    {
        return bytes == null ? "NULL" : new String(bytes, UTF_8);
    }

    private static void write(String topic, Placing placing, List<LogRecord> records)
    {
        try (RecordSink sink = KafkaSink.open(broker.bootstrap(), topic, placing, Map.of(), notice ->
        {}))
        {
            records.forEach(sink::write);
        }
    }

    @Test
    void shouldReadTextsAndJsonThatAnotherClientWrote() throws Exception
    {
        Kcat.assumeInstalled();
        String topic = newTopic(1);
        kcat.produce(topic, "{\"name\": \"Alice\", \"age\": 30}\nplain text\nZürich 東京\n");

        assertEquals(List.of("NULL={\"name\": \"Alice\", \"age\": 30}", "NULL=plain text", "NULL=Zürich 東京"),
                read(topic));
    }

    @Test
    void shouldReadKeysHeadersAndTombstonesThatAnotherClientWrote() throws Exception
    {
        Kcat.assumeInstalled();
        String topic = newTopic(1);
        kcat.produce(topic, "k1:v1\n", "-K:", "-H", "trace=a1", "-H", "trace=a2", "-H", "empty=");
        kcat.produce(topic, "gone:\n", "-K:", "-Z");

        assertEquals(List.of("k1=v1 trace:a1 trace:a2 empty:", "gone=NULL"), read(topic));
    }

    @Test
    void shouldCarryBytesThatAreNoTextThereAndBack() throws Exception
    {
        Kcat.assumeInstalled();
        byte[] bytes = new byte[3 * 256];
        for (int i = 0; i < bytes.length; i++)
        {
            bytes[i] = (byte) i;
        }
        Path file = Files.write(directory.resolve("raw"), bytes);
        String topic = newTopic(1);
        kcat.produce(topic, "", file.toString());
        LogRecord record = new LogRecord();
        try (RecordSource source = KafkaSource
                .open(new KafkaSourceOptions(broker.bootstrap(), topic, null, Map.of(), false, Map.of())))
        {
            while (source.next(record) != Polled.RECORD)
            {
                // it comes
            }
        }
        String back = newTopic(1);

        write(back, Placing.AS_IT_WAS, List.of(record));

        assertArrayEquals(bytes, record.valueBytes());
        assertArrayEquals(bytes, kcat.consumeOne(back));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
    void shouldReadWhatAnotherClientHasCompressed(String codec) throws Exception
    {
        Kcat.assumeInstalled();
        String topic = newTopic(1);
        List<String> lines = IntStream.range(0, 1_000).mapToObj(i -> "{\"line\": " + i + "}").toList();

        kcat.produce(topic, String.join("\n", lines) + "\n", "-z", codec, "-X", "linger.ms=50");

        assertEquals(lines.stream().map(line -> "NULL=" + line).toList(), read(topic));
    }

    @Test
    void shouldWriteWhatAnotherClientReads() throws Exception
    {
        Kcat.assumeInstalled();
        String topic = newTopic(2);

        write(topic, Placing.AS_IT_WAS,
                List.of(of(1).key(Note.bytes("k1")).value(Note.bytes("{\"name\": \"Alice\"}"))
                        .addHeader("trace", Note.bytes("a1")).addHeader("none", null)
                        .timeNs(1_700_000_000_123_000_000L), of(0).key(Note.bytes("gone")),
                        of(1).value(Note.bytes("")).timeNs(5_000_000)));

        // kcat calls what is empty NULL, too; the length tells them apart
        List<String> records = kcat.consume(topic, "%p@%o %k=%s (%S) %h");
        assertEquals(List.of("0@0 gone=NULL (-1) ", "1@0 k1={\"name\": \"Alice\"} (17) trace=a1,none=NULL",
                "1@1 NULL=NULL (0) "), records);
        assertEquals(List.of("1 0 1700000000123", "1 1 5"),
                kcat.consume(topic, "%p %o %T").stream().filter(line -> line.startsWith("1")).toList());
    }

    private static LogRecord of(int partition)
    {
        LogRecord record = new LogRecord();
        record.position(partition, 0);
        return record;
    }

    @Test
    void shouldPutEachKeyWhereTheOthersPutIt() throws Exception
    {
        Kcat.assumeInstalled();
        List<String> keys = IntStream.range(0, 200).mapToObj(i -> "key-" + i * 7919).toList();
        String theirs = newTopic(7);
        String ours = newTopic(7);
        kcat.produce(theirs, keys.stream().map(key -> key + ":v\n").collect(Collectors.joining()), "-K:", "-X",
                "partitioner=murmur2_random");

        write(ours, Placing.BY_KEY,
                keys.stream().map(key -> new LogRecord().key(Note.bytes(key)).value(Note.bytes("v"))).toList());

        assertEquals(200, kcat.consume(ours, "%k %p").size());
        assertEquals(kcat.consume(theirs, "%k %p"), kcat.consume(ours, "%k %p"));
    }

    @Test
    void shouldNotReadWhatWasNeverCommitted() throws Exception
    {
        String topic = newTopic(1);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", topic), new ByteArraySerializer(),
                new ByteArraySerializer()))
        {
            producer.initTransactions();
            for (int i = 0; i < 6; i++)
            {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(topic, Note.bytes("v" + i))).get();
                if (i % 2 == 0)
                {
                    producer.commitTransaction();
                }
                else
                {
                    producer.abortTransaction();
                }
            }

            assertEquals(List.of("NULL=v0", "NULL=v2", "NULL=v4"), read(topic));

            // one that is still open holds back what comes after it, and a reader that ends does not wait for it
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, Note.bytes("open"))).get();
            broker.send(List.of(new ProducerRecord<>(topic, Note.bytes("later"))));
            assertEquals(List.of("NULL=v0", "NULL=v2", "NULL=v4"), read(topic));
            producer.commitTransaction();
        }
        assertEquals(List.of("NULL=v0", "NULL=v2", "NULL=v4", "NULL=open", "NULL=later"), read(topic));
    }
}
