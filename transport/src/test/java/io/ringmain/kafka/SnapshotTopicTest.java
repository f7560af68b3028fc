package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class SnapshotTopicTest
{
    private static final int PARTITION = 1;
    /** More than one chunk, and no whole number of them. */
    private static final int BYTES = 1_300_000;

    @TempDir
    private Path directory;
    private SharedBroker broker;
    private String topic;
    private SnapshotTopic snapshots;

    @BeforeAll
    void startBroker(@TempDir Path shared)
    {
        broker = new SharedBroker(shared);
    }

    @AfterAll
    void stopBroker()
    {
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test)
    {
        topic = test.getTestMethod().orElseThrow().getName();
        try (GroupAdmin admin = GroupAdmin.open(broker.bootstrap(), "any", Map.of()))
        {
            admin.ensureCompacted(topic, 2);
        }
        snapshots = SnapshotTopic.of(broker.bootstrap(), topic, Map.of());
    }

    @AfterEach
    void close()
    {
        snapshots.close();
    }

    private Path file(int seed) throws IOException
    {
        byte[] bytes = new byte[BYTES];
        new Random(seed).nextBytes(bytes);
        return Files.write(directory.resolve("snapshot-" + seed), bytes);
    }

    private void assertFetched(Optional<Integer> seed, long position, long atMost) throws IOException
    {
        Path fetched = directory.resolve("fetched");

        Optional<Long> found = snapshots.fetch(PARTITION, atMost, fetched);

        assertEquals(seed.map(its -> position), found);
        assertEquals(found, snapshots.find(PARTITION, atMost));
        if (seed.isPresent())
        {
            assertArrayEquals(Files.readAllBytes(file(seed.get())), Files.readAllBytes(fetched));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, byte[] key, byte[] value, long last)
    {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, PARTITION, key, value);
        record.headers().add("last", ByteBuffer.allocate(Long.BYTES).putLong(last).array());
        return record;
    }

    @Test
    void shouldFindNothingWhenThereIsNone() throws Exception
    {
        assertFetched(Optional.empty(), 0, Long.MAX_VALUE);
    }

    @Test
    void shouldGiveTheNewestThatIsNotAhead() throws Exception
    {
        snapshots.write(PARTITION, 100, file(1));
        snapshots.write(PARTITION, 200, file(2));

        assertFetched(Optional.of(2), 200, 200);
        assertFetched(Optional.of(1), 100, 199);
        assertFetched(Optional.empty(), 0, 99);
    }

    @Test
    void shouldKeepTheTwoNewestAndBuryTheRest() throws Exception
    {
        for (int i = 1; i <= 4; i++)
        {
            snapshots.write(PARTITION, 100 * i, file(i));
        }

        assertFetched(Optional.of(4), 400, 400);
        assertFetched(Optional.of(3), 300, 399);
    }

    @Test
    void shouldPassOverOneWhoseWriterDied() throws Exception
    {
        snapshots.write(PARTITION, 100, file(1));
        // three chunks and a manifest behind them, at offsets 0 to 3
        long manifest = 3;
        List<ProducerRecord<byte[], byte[]>> chunks = new ArrayList<>();
        for (int number = 0; number < 2; number++)
        {
            chunks.add(record(topic, SnapshotManifest.key(77, number), new byte[1000], manifest));
        }
        broker.send(chunks);

        assertFetched(Optional.of(1), 100, 500);

        snapshots.write(PARTITION, 300, file(3));
        assertFetched(Optional.of(3), 300, 500);
    }

    @Test
    void shouldTakeTheOneBeforeWhenTheNewestIsNotAsItWasWritten() throws Exception
    {
        snapshots.write(PARTITION, 100, file(1));
        long former = 3;
        byte[] chunk = {1, 2, 3};
        SnapshotManifest wrong = new SnapshotManifest(77, 200, former + 1, 1, chunk.length, 12_345, former, 0, 0);
        broker.send(List.of(record(topic, SnapshotManifest.key(77, 0), chunk, former),
                record(topic, SnapshotManifest.key(77, SnapshotManifest.MANIFEST), wrong.toBytes(), former)));

        Path fetched = directory.resolve("fetched");
        assertEquals(Optional.of(100L), snapshots.fetch(PARTITION, 500, fetched));
        assertArrayEquals(Files.readAllBytes(file(1)), Files.readAllBytes(fetched));
    }

    @Test
    void shouldTellSnapshotsApartWhenTwoWriteAtOnce() throws Exception
    {
        List<Thread> writers = new ArrayList<>();
        for (int seed = 1; seed <= 2; seed++)
        {
            int its = seed;
            Path file = file(seed);
            writers.add(new Thread(() ->
            {
                try (SnapshotTopic one = SnapshotTopic.of(broker.bootstrap(), topic, Map.of()))
                {
                    for (int i = 0; i < 5; i++)
                    {
                        one.write(PARTITION, 100L * its, file);
                    }
                }
            }));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers)
        {
            writer.join();
        }

        Path fetched = directory.resolve("fetched");
        long position = snapshots.fetch(PARTITION, 500, fetched).orElseThrow();

        assertArrayEquals(Files.readAllBytes(file((int) (position / 100))), Files.readAllBytes(fetched));
    }
}
