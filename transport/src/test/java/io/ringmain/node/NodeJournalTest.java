package io.ringmain.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.journal.JournalOptions;
import io.ringmain.kafka.Await;
import io.ringmain.kafka.GroupProtocol;
import io.ringmain.kafka.SharedBroker;

/** Journals that do not end where the group has committed. */
@TestInstance(Lifecycle.PER_CLASS)
class NodeJournalTest
{
    private static final int PATIENCE_S = 60;
    private static final int KEYS = 50;
    private static final int MANIFEST_CRC = 37;
    private static final int MANIFEST_FORMER = 41;

    private SharedBroker broker;

    @TempDir
    private Path temp;

    @BeforeAll
    void startBroker(@TempDir Path directory)
    {
        broker = new SharedBroker(directory);
    }

    @AfterAll
    void stopBroker()
    {
        broker.close();
    }

    private NodeOptions options(String name)
    {
        broker.topics().ensure(name, 1);
        broker.topics().ensure(name + "-out", 1);
        return NodeOptions.of(broker.bootstrap(), name, name + "-out").withGroup(name)
                .withDelivery(Delivery.EXACTLY_ONCE).withSnapshots(Duration.ofSeconds(1), 1_000);
    }

    private NodeOptions journaled(NodeOptions options)
    {
        return options.withJournal(temp, JournalOptions.defaults().withSegmentBytes(1 << 20));
    }

    /** Handles all there is, and ends. */
    private void run(NodeOptions options, long count)
    {
        try (Node<?> node = Node.start(TallyApp::new, options))
        {
            Await.until(PATIENCE_S, () ->
            {
                node.check();
                return committed(options) >= count;
            }, node::status);
        }
    }

    private long committed(NodeOptions options)
    {
        return broker.topics().committedOffsets(options.group(), options.from()).values().stream()
                .mapToLong(Long::longValue).sum();
    }

    private void setCommitted(NodeOptions options, long offset) throws Exception
    {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap())))
        {
            admin.alterConsumerGroupOffsets(options.group(),
                    Map.of(new TopicPartition(options.from(), 0), new OffsetAndMetadata(offset))).all().get();
        }
    }

    @Test
    void shouldSendWhatWasNotCommittedThoughAnOwnSnapshotIsAheadOfIt() throws Exception
    {
        NodeOptions options = journaled(options("ahead"));
        Tallies tallies = new Tallies(options.from(), KEYS);
        broker.send(tallies.next(5_000));
        run(options, 5_000);

        // as if the node had been killed between writing its snapshot and the commit
        setCommitted(options, 3_000);
        run(options, 5_000);

        List<ConsumerRecord<byte[], byte[]>> out = Tallies.read(broker.bootstrap(), options.to().get(0));
        assertEquals(7_000, out.size());
        tallies.check(out.subList(0, 5_000));
        for (int i = 5_000; i < 7_000; i++)
        {
            assertArrayEquals(out.get(i - 2_000).value(), out.get(i).value(), "output " + i);
        }
    }

    @Test
    void shouldWriteNoSnapshotBeforeItHasHandledAllThatItsJournalHas() throws Exception
    {
        NodeOptions options = journaled(options("within"));
        Tallies tallies = new Tallies(options.from(), KEYS);
        broker.send(tallies.next(5_000));
        run(options, 5_000);
        // the journal ends behind what is committed, and on the way to its end a snapshot is due
        setCommitted(options, 3_000);
        broker.send(tallies.next(2_000));
        run(options, 7_000);

        setCommitted(options, 4_500);
        run(options, 7_000);

        List<ConsumerRecord<byte[], byte[]>> out = Tallies.read(broker.bootstrap(), options.to().get(0));
        assertEquals(11_500, out.size());
        for (int i = 9_000; i < 11_500; i++)
        {
            assertArrayEquals(out.get(i - 2_500).value(), out.get(i).value(), "output " + i);
        }
        tallies.check(Stream.concat(out.subList(0, 5_000).stream(), out.subList(7_000, 9_000).stream()).toList());
    }

    @Test
    void shouldGoOnWithAJournalThatBeginsBehindASnapshotOfAnotherNode() throws Exception
    {
        NodeOptions elsewhere = options("behind");
        NodeOptions here = journaled(elsewhere);
        Tallies tallies = new Tallies(elsewhere.from(), KEYS);
        broker.send(tallies.next(4_000));
        run(elsewhere, 4_000);

        for (long count = 6_000; count <= 10_000; count += 2_000)
        {
            broker.send(tallies.next(2_000));
            run(here, count);
        }
        // and once more when it has been elsewhere meanwhile: the journal is put aside
        broker.send(tallies.next(2_000));
        run(elsewhere, 12_000);
        broker.send(tallies.next(2_000));
        run(here, 14_000);

        tallies.check(Tallies.read(broker.bootstrap(), elsewhere.to().get(0)));
        List<Path> journals = journals("behind");
        assertTrue(journals.contains(temp.resolve("behind-0.until-12000")),
                () -> "put aside for the snapshot at 12000 is none of " + journals);
    }

    @Test
    void shouldGoOnWithItsJournalWhenTheNewerSnapshotIsDamaged() throws Exception
    {
        NodeOptions elsewhere = options("damaged").withSnapshots(Duration.ofHours(1), Integer.MAX_VALUE);
        NodeOptions here = journaled(elsewhere);
        Tallies tallies = new Tallies(elsewhere.from(), KEYS);
        broker.send(tallies.next(2_000));
        run(here, 2_000);
        broker.send(tallies.next(2_000));
        run(elsewhere, 4_000);
        damageNewestSnapshot(elsewhere);

        broker.send(tallies.next(2_000));
        run(here, 6_000);

        tallies.check(Tallies.read(broker.bootstrap(), elsewhere.to().get(0)));
        assertEquals(1, journals("damaged").size());
    }

    @Test
    void shouldGoOnWithItsJournalWhenAPartitionIsLostAndBackAtOnce() throws Exception
    {
        NodeOptions options = journaled(options("back")).withMembership(null, false, GroupProtocol.CLASSIC,
                Duration.ofSeconds(6));
        Tallies tallies = new Tallies(options.from(), KEYS);
        broker.send(tallies.next(2_000));

        try (Node<?> node = Node.start(TallyApp::new, options))
        {
            Await.until(PATIENCE_S, () -> committed(options) >= 2_000, node::status);
            removeMembers(options);
            broker.send(tallies.next(2_000));
            Await.until(PATIENCE_S, () ->
            {
                node.check();
                return committed(options) >= 4_000;
            }, node::status);
        }

        tallies.check(Tallies.read(broker.bootstrap(), options.to().get(0)));
    }

    @Test
    void shouldWaitUntilItsFormerJournalIsClosedWhenAPartitionIsBackBeforeThat() throws Exception
    {
        NodeOptions options = journaled(options("closing")).withMembership(null, false, GroupProtocol.CLASSIC,
                Duration.ofSeconds(6));
        Tallies tallies = new Tallies(options.from(), KEYS);
        broker.send(tallies.next(2_000));
        HeldApp.Hold hold = new HeldApp.Hold(2_000);

        try (Node<?> node = Node.start(() -> new HeldApp(hold), options); hold)
        {
            Await.until(PATIENCE_S, () -> committed(options) >= 2_000, node::status);
            broker.send(tallies.next(2_000));
            hold.awaitRecord();
            // lost, and back, before the lane looks up from that record
            long before = node.status().rebalances();
            removeMembers(options);
            Await.until(PATIENCE_S, () -> node.status().rebalances() >= before + 2, node::status);

            hold.releaseRecord();
            Await.until(PATIENCE_S, () -> node.status().trouble().endsWith("its journal is still being closed"),
                    node::status);
            hold.releaseEnd();
            Await.until(PATIENCE_S, () ->
            {
                node.check();
                return committed(options) >= 4_000;
            }, node::status);
        }

        tallies.check(Tallies.read(broker.bootstrap(), options.to().get(0)));
    }

    private void removeMembers(NodeOptions options) throws Exception
    {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap())))
        {
            admin.removeMembersFromConsumerGroup(options.group(), new RemoveMembersFromConsumerGroupOptions()).all()
                    .get();
        }
    }

    /** Its checksum is another's, and there was none before it. */
    private void damageNewestSnapshot(NodeOptions options) throws Exception
    {
        String topic = options.group() + "-" + options.from() + "-snapshots";
        List<ConsumerRecord<byte[], byte[]>> records = Tallies.read(broker.bootstrap(), topic);
        ConsumerRecord<byte[], byte[]> manifest = records.get(records.size() - 1);
        ByteBuffer value = ByteBuffer.wrap(manifest.value());
        value.putInt(MANIFEST_CRC, ~value.getInt(MANIFEST_CRC)).putLong(MANIFEST_FORMER, -1);
        broker.send(List.of(new ProducerRecord<>(topic, 0, manifest.key(), value.array())));
    }

    private List<Path> journals(String topic) throws IOException
    {
        try (Stream<Path> journals = Files.list(temp))
        {
            return journals.filter(journal -> journal.getFileName().toString().startsWith(topic + "-")).toList();
        }
    }
}
