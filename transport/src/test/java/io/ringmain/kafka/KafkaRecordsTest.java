package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalPositions;
import io.ringmain.journal.JournalRange;
import io.ringmain.journal.JournalSink;
import io.ringmain.journal.JournalSource;
import io.ringmain.journal.ReadOptions;
import io.ringmain.kafka.KafkaSink.Placing;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordRefusedException;
import io.ringmain.log.RecordSink;
import io.ringmain.log.RecordSinkContract;
import io.ringmain.log.RecordSource;
import io.ringmain.log.RecordSource.Polled;
import io.ringmain.log.RecordSourceContract;
import io.ringmain.transfer.Schedule;
import io.ringmain.transfer.Transfer;
import io.ringmain.transfer.Waiting;

/** Topics as sources and sinks, against a real broker. */
@Timeout(120)
class KafkaRecordsTest
{
    @TempDir
    private static Path directory;
    private static SharedBroker broker;
    private static int topics;

    private final LogRecord record = new LogRecord();

    @BeforeAll
    static void startBroker()
    {
        broker = new SharedBroker(directory);
    }

    @AfterAll
    static void stopBroker()
    {
        broker.close();
    }

    private static String newTopic(int partitions)
    {
        String topic = "records-" + topics++;
        broker.topics().ensure(topic, partitions);
        return topic;
    }

    private static String newTopic(int partitions, Map<String, String> settings) throws Exception
    {
        String topic = "records-" + topics++;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap())))
        {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings))).all().get();
        }
        return topic;
    }

    private static KafkaSource source(String topic, String group, boolean follow)
    {
        return KafkaSource
                .open(new KafkaSourceOptions(broker.bootstrap(), topic, group, Map.of(), follow, Map.of()));
    }

    private static KafkaSink sink(String topic, List<String> notices)
    {
        return KafkaSink.open(broker.bootstrap(), topic, Placing.AS_IT_WAS, Map.of(), notices::add);
    }

    @Nested
    class Source extends RecordSourceContract
    {
        @Override
        protected RecordSource open(List<byte[]> values) throws Exception
        {
            String topic = newTopic(1);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            values.forEach(value -> records.add(new ProducerRecord<>(topic, null, value)));
            broker.send(records);
            return source(topic, null, false);
        }
    }

    @Nested
    class Sink extends RecordSinkContract
    {
        private final String topic = newTopic(1);

        @Override
        protected RecordSink open()
        {
            return sink(topic, new ArrayList<>());
        }

        @Override
        protected List<byte[]> written()
        {
            List<byte[]> values = new ArrayList<>();
            try (RecordSource source = source(topic, null, false))
            {
                while (next(source, record) == Polled.RECORD)
                {
                    values.add(record.valueBytes());
                }
            }
            return values;
        }
    }

    private static Polled next(RecordSource source, LogRecord record)
    {
        Polled polled = source.next(record);
        while (polled == Polled.NOTHING_YET)
        {
            polled = source.next(record);
        }
        return polled;
    }

    /** All that a topic holds of each record, partition by partition. */
    private List<String> contents(String topic)
    {
        List<String> contents = new ArrayList<>();
        try (RecordSource source = source(topic, null, false))
        {
            while (next(source, record) == Polled.RECORD)
            {
                StringBuilder text = new StringBuilder();
                text.append(record.partition()).append('@').append(record.position()).append(' ')
                        .append(text(record.keyBytes())).append('=').append(text(record.valueBytes())).append(' ')
                        .append(record.timeNs());
                record.forEachHeader((name, value) -> text.append(' ').append(name).append(':').append(text(value)));
                contents.add(text.toString());
            }
        }
        return contents.stream().sorted().toList();
    }

    private static String text(byte[] bytes)
    {
        return bytes == null ? "null" : '"' + new String(bytes, java.nio.charset.StandardCharsets.UTF_8) + '"';
    }

    @Test
    void shouldKeepKeysHeadersTombstonesTimesAndPartitions() throws Exception
    {
        String from = newTopic(3);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 300; i++)
        {
            ProducerRecord<byte[], byte[]> one = new ProducerRecord<>(from, i % 3, 1_700_000_000_000L + i * 37 % 100,
                    i % 4 == 0 ? null : Note.bytes("k" + i), i % 5 == 0 ? null : Note.bytes("v" + i));
            one.headers().add("a", null).add("a", Note.bytes("h" + i));
            records.add(one);
        }
        broker.send(records);
        String to = newTopic(3);
        List<String> notices = new ArrayList<>();

        copy(from, to, notices);

        List<String> contents = contents(from);
        assertEquals(300, contents.size());
        assertEquals(contents, contents(to));
        assertEquals(List.of(), notices);
    }

    @Test
    void shouldKeepAllOfItOnTheWayThroughAJournal(@TempDir Path folder) throws Exception
    {
        String from = newTopic(3);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 2_000; i++)
        {
            // times that go back and forth, also within a partition
            ProducerRecord<byte[], byte[]> one = new ProducerRecord<>(from, i % 3, 1_700_000_000_000L + i * 37 % 1_000,
                    i % 4 == 0 ? null : Note.bytes("k" + i), i % 5 == 0 ? null : Note.bytes("v" + i));
            one.headers().add("h", i % 7 == 0 ? null : Note.bytes("h" + i));
            records.add(one);
        }
        broker.send(records);
        String to = newTopic(3);

        run(new Transfer(source(from, null, false),
                JournalSink.open(folder.resolve("j"), JournalOptions.defaults()), Schedule.recorded(Schedule.MAX),
                Waiting.precise()));
        run(new Transfer(
                JournalSource.open(folder.resolve("j"), ReadOptions.defaults(), JournalRange.ALL, 1, false),
                sink(to, new ArrayList<>()), Schedule.recorded(Schedule.MAX), Waiting.precise()));

        assertEquals(contents(from), contents(to));
        Map<Integer, LogRecord> last = JournalPositions.last(folder.resolve("j"), ReadOptions.defaults(), 3);
        assertEquals(List.of(666L, 666L, 665L), last.values().stream().map(LogRecord::position).toList());
    }

    private static void run(Transfer transfer)
    {
        try (transfer)
        {
            while (transfer.work())
            {
                // to the end
            }
        }
    }

    private void copy(String from, String to, List<String> notices)
    {
        try (RecordSource source = source(from, null, false); RecordSink sink = sink(to, notices))
        {
            while (next(source, record) == Polled.RECORD)
            {
                sink.write(record);
            }
        }
    }

    @Test
    void shouldGoByTheKeyAndSaySoWhenTheTopicHasNoSuchPartition() throws Exception
    {
        String from = newTopic(4);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 100; i++)
        {
            records.add(new ProducerRecord<>(from, i % 4, i % 2 == 0 ? null : Note.bytes("k" + i % 4),
                    Note.bytes("v" + i)));
        }
        broker.send(records);
        String to = newTopic(3);
        List<String> notices = new ArrayList<>();

        copy(from, to, notices);

        assertEquals(100, contents(to).size());
        assertEquals(List.of("topic " + to + " has 3 partitions, so records of partition 3 go by their key"), notices);
    }

    @Test
    void shouldGoOnWhereTheGroupHasCommittedWhatWasTaken() throws Exception
    {
        String topic = newTopic(2);
        broker.fill(topic, 100);
        try (RecordSource source = source(topic, "g", false))
        {
            for (int i = 0; i < 40; i++)
            {
                assertEquals(Polled.RECORD, next(source, record));
            }
            // the last one is still in hand
            source.taken(39);
        }

        int rest = 0;
        try (RecordSource source = source(topic, "g", false))
        {
            while (next(source, record) == Polled.RECORD)
            {
                rest++;
            }
            source.taken(rest);
        }
        assertEquals(61, rest);
        try (RecordSource source = source(topic, "g", false))
        {
            assertEquals(Polled.END, next(source, record));
        }
        assertEquals(Map.of(0, 50L, 1, 50L), broker.topics().committedOffsets("g", topic));
        assertEquals(Map.of(), broker.topics().committedOffsets("nobody", topic));
    }

    @Test
    void shouldWaitForMoreWhenFollowing() throws Exception
    {
        String topic = newTopic(2);
        broker.fill(topic, 10);
        try (RecordSource following = source(topic, null, true); RecordSource ending = source(topic, null, false))
        {
            broker.fill(topic, 10);
            for (int i = 0; i < 20; i++)
            {
                assertEquals(Polled.RECORD, next(following, record));
            }
            assertEquals(Polled.NOTHING_YET, following.next(record));
            for (int i = 0; i < 10; i++)
            {
                assertEquals(Polled.RECORD, next(ending, record));
            }
            assertEquals(Polled.END, next(ending, record), "where it ended when it was opened");
            assertEquals(1, ending.share());
        }
    }

    @Test
    void shouldRefuseARecordThatIsTooLargeAndTakeOthers()
    {
        String topic = newTopic(1);
        RecordSink sink = sink(topic, new ArrayList<>());
        try (sink)
        {
            record.value(new byte[2 << 20]);
            assertThrows(RecordRefusedException.class, () -> sink.write(record));
            sink.write(record.value(new byte[] {1}));
        }

        assertEquals(1, sink.acknowledged());
        assertEquals(1, contents(topic).size());
    }

    @Test
    void shouldTakeRecordsAsLargeAsTheTopicTakesThem() throws Exception
    {
        String large = newTopic(1, Map.of("max.message.bytes", "3000000"));
        String small = newTopic(1, Map.of("max.message.bytes", "1000"));
        record.value(new byte[2 << 20]);
        try (RecordSink sink = sink(large, new ArrayList<>()))
        {
            sink.write(record);
        }
        RecordSink sink = sink(small, new ArrayList<>());
        try (sink)
        {
            sink.write(record.value(new byte[800]));
            String said = assertThrows(RecordRefusedException.class, () -> sink.write(record.value(new byte[1_000])))
                    .getMessage();
            assertTrue(said.contains("topic " + small + " (max.message.bytes=1000) does not take it"), said);
            for (int i = 0; i < 100; i++)
            {
                // batches of many are cut to what it takes
                sink.write(record.value(new byte[300]));
            }
        }

        assertEquals(1, contents(large).size());
        assertEquals(101, contents(small).size());
    }

    @Test
    void shouldRefuseARecordWithoutAKeyWhenTheTopicIsCompacted() throws Exception
    {
        String topic = newTopic(1, Map.of("cleanup.policy", "compact"));
        RecordSink sink = sink(topic, new ArrayList<>());
        try (sink)
        {
            assertTrue(assertThrows(RecordRefusedException.class, () -> sink.write(record.value(Note.bytes("v"))))
                    .getMessage().contains("is compacted, and takes no record without a key"));
            sink.write(record.key(Note.bytes("k")));
        }

        assertEquals(1, contents(topic).size());
    }

    @Test
    void shouldSpreadRecordsByTheirKeyWhenAskedTo()
    {
        String topic = newTopic(4);
        try (RecordSink sink = KafkaSink.open(broker.bootstrap(), topic, Placing.BY_KEY, Map.of(), notice ->
        {}))
        {
            for (int i = 0; i < 100; i++)
            {
                sink.write(record.clear().key(Note.bytes("k" + i)).value(Note.bytes("v")));
            }
        }

        assertEquals(4, broker.topics().endOffsets(topic).values().stream().filter(end -> end > 0).count());
    }

    @Test
    void shouldSayWhatIsMissing()
    {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> source("absent", null, false)).getMessage()
                .contains("\"absent\""));
        assertThrows(IllegalArgumentException.class, () -> sink("absent", new ArrayList<>()));
        assertThrows(KafkaUnreachableException.class, () -> KafkaSource
                .open(new KafkaSourceOptions("127.0.0.1:1", "x", "g", Map.of(), false, Map.of())));
    }
}
