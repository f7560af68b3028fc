package io.ringmain.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;
import io.ringmain.journal.JournalReader;
import io.ringmain.journal.ReaderRegistration;
import io.ringmain.kafka.Await;
import io.ringmain.kafka.Topics;
import io.ringmain.recovery.Follower;
import io.ringmain.recovery.FollowerOptions;

/** Nodes that are killed and come back, with a real broker. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class NodeRecoveryTest
{
    private static final int RECORDS = 20_000;
    private static final int PARTITIONS = 3;
    private static final int KILLS = 3;
    private static final long NEVER = Long.MAX_VALUE;

    @TempDir
    private static Path shared;

    private static BrokerProcess broker;

    @TempDir
    private Path temp;

    @BeforeAll
    static void fillTopic() throws Exception
    {
        broker = BrokerProcess.start(BrokerOptions.in(shared.resolve("data"), shared.resolve("broker.log")));
        try (Topics topics = Topics.connect(broker.bootstrap());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap()), new ByteArraySerializer(),
                        new ByteArraySerializer()))
        {
            topics.ensure(NumbersApp.INPUT, PARTITIONS);
            topics.ensure(NumbersApp.OUTPUT, 1);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++)
            {
                sent.add(producer.send(
                        new ProducerRecord<>(NumbersApp.INPUT, i % PARTITIONS, null, NumbersApp.bytes(i))));
            }
            for (Future<RecordMetadata> one : sent)
            {
                one.get();
            }
        }
    }

    @AfterAll
    static void stopBroker()
    {
        broker.close();
    }

    @Test
    void shouldHaveTheJournalAndStateOfAnUninterruptedRunAfterBeingKilled() throws Exception
    {
        Path killed = temp.resolve("killed");
        Random random = new Random(6);
        long handled = 0;
        for (int kill = 0; kill < KILLS; kill++)
        {
            handled = run(killed, handled + 1 + random.nextInt(RECORDS / (2 * KILLS)));
            takeSnapshot(killed, kill);
        }
        run(killed, NEVER);

        Path whole = temp.resolve("whole");
        run(whole, NEVER);
        assertEquals(stateHashes(whole), stateHashes(killed));
        assertEquals(RECORDS, checkEveryRecordIsThereOnce(killed));
    }

    @Test
    void shouldHoldTheWholeJournalBackFromTrimmingUntilThereIsASnapshot() throws Exception
    {
        Path journals = temp.resolve("kept");

        run(journals, RECORDS - RECORDS / 10);

        for (Path journal : journalsIn(journals))
        {
            assertEquals(List.of(0L), ReaderRegistration.list(journal).stream()
                    .filter(reader -> reader.name().equals("snapshots")).map(ReaderRegistration.Reader::sequence)
                    .toList());
        }
    }

    @Test
    void shouldRefuseAnAppThatLetsARecoveryComeToItsOutputs()
    {
        try (Node<?> node = Node.start(() -> new NumbersApp(false),
                ChildNode.options(broker.bootstrap(), "refused", temp.resolve("journal"))))
        {
            Await.until(30, () -> node.status().health() == NodeStatus.Health.FAILED, node::status);

            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, node::check);
            assertTrue(refused.getMessage().startsWith("app \"numbers\" must mark"), refused::getMessage);
        }
        catch (IllegalArgumentException e)
        {
            // closing a node that has failed says so once more
        }
    }

    /** Of what there is, so that the next start has a snapshot and something behind it. */
    private static void takeSnapshot(Path journals, int kill) throws IOException
    {
        if (kill % 2 != 0)
        {
            return;
        }
        for (Path journal : journalsIn(journals))
        {
            if (!Files.exists(journal.resolve("metadata.cq4t")))
            {
                // killed before it had begun this one
                continue;
            }
            try (Follower<NumbersApp.Numbered> follower = Follower.open(
                    Replay.pipelineOf(new NumbersApp(true), "follower"), new NumbersApp(true).codec(), journal,
                    FollowerOptions.of(journal).withEvery(1_000, Duration.ofDays(1))))
            {
                follower.doWork();
            }
        }
    }

    /** Kills when so many are handled, or never: then it ends by itself, at the last. Returns how many were handled. */
    private static long run(Path journals, long killAt) throws IOException, InterruptedException
    {
        Process child = ChildNode.start(broker.bootstrap(), journals.getFileName().toString(), journals.toString(),
                // one that is to be killed must not be faster than the kill, and end in order
                Long.toString(killAt == NEVER ? RECORDS : NEVER));
        long handled = 0;
        boolean ended = false;
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII)))
        {
            for (String line = output.readLine(); line != null && !(handled >= killAt); line = output.readLine())
            {
                ended = line.equals("ended");
                if (line.startsWith("handled "))
                {
                    handled = Long.parseLong(line.substring("handled ".length()));
                }
            }
        }
        finally
        {
            child.destroyForcibly().waitFor();
        }
        assertTrue(ended || handled >= killAt, "the node ended by itself after " + handled);
        return handled;
    }

    private static List<Path> journalsIn(Path journals) throws IOException
    {
        try (Stream<Path> folders = Files.list(journals))
        {
            return folders.sorted().toList();
        }
    }

    private static List<String> stateHashes(Path journals) throws IOException
    {
        return journalsIn(journals).stream().map(journal -> Replay.run(new NumbersApp(true), journal).stateHash())
                .toList();
    }

    private static long checkEveryRecordIsThereOnce(Path journals) throws IOException
    {
        long records = 0;
        for (Path journal : journalsIn(journals))
        {
            long next = 0;
            try (JournalReader reader = JournalReader.open(journal))
            {
                while (reader.next())
                {
                    assertEquals(next++, reader.position());
                    records++;
                }
            }
        }
        return records;
    }
}
