package io.ringmain.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ringmain.journal.JournalOptions;
import io.ringmain.kafka.Await;
import io.ringmain.kafka.GroupProtocol;
import io.ringmain.kafka.SharedBroker;
import io.ringmain.kafka.SnapshotTopic;
import io.ringmain.node.NodeStatus.Health;
import io.ringmain.node.NodeStatus.PartitionStatus;

@TestInstance(Lifecycle.PER_CLASS)
class NodeTest
{
    private static final int PARTITIONS = 3;
    private static final int PATIENCE_S = 60;

    private SharedBroker broker;

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
        return options(name, PARTITIONS);
    }

    private NodeOptions options(String name, int partitions)
    {
        broker.topics().ensure(name, partitions);
        broker.topics().ensure(name + "-out", partitions);
        return NodeOptions.of(broker.bootstrap(), name, name + "-out").withGroup(name)
                .withSnapshots(Duration.ofSeconds(1), 1_000);
    }

    private static Node<?> start(NodeOptions options)
    {
        return Node.start(TallyApp::new, options);
    }

    private static void awaitReady(Node<?> node)
    {
        Await.until(PATIENCE_S, () ->
        {
            node.check();
            return node.status().health() == Health.READY;
        }, node::status);
    }

    private void awaitOut(long count, NodeOptions options, Node<?>... nodes)
    {
        Await.until(PATIENCE_S, () ->
        {
            long committed = 0;
            for (Node<?> node : nodes)
            {
                node.check();
            }
            for (long offset : broker.topics().committedOffsets(options.group(), options.from()).values())
            {
                committed += offset;
            }
            return committed >= count;
        }, () -> List.of(nodes).stream().map(Node::status).toList());
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void shouldSendASnapshotThatIsTakenWhenAllIsCommitted(Delivery delivery) throws Exception
    {
        NodeOptions options = options("idle-" + delivery.name(), 1).withDelivery(delivery)
                .withSnapshots(Duration.ofSeconds(1), Long.MAX_VALUE);
        Tallies tallies = new Tallies(options.from(), 50);
        broker.send(tallies.next(500));

        try (Node<?> node = start(options);
                SnapshotTopic snapshots = SnapshotTopic.of(broker.bootstrap(),
                        options.group() + "-" + options.from() + "-snapshots", Map.of()))
        {
            // nothing comes behind them whose commit would take it along
            awaitOut(tallies.count(), options, node);
            Await.until(PATIENCE_S, () ->
            {
                node.check();
                return snapshots.find(0, Long.MAX_VALUE).equals(Optional.of(tallies.count()));
            }, node::status);
        }
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void shouldHandleEachRecordOnceWhenNothingFails(Delivery delivery) throws Exception
    {
        NodeOptions options = options("calm-" + delivery.name()).withDelivery(delivery);
        Tallies tallies = new Tallies(options.from(), 50);
        broker.send(tallies.next(5_000));

        try (Node<?> node = start(options))
        {
            broker.send(tallies.next(5_000));
            awaitOut(tallies.count(), options, node);
            assertEquals(PARTITIONS, node.status().partitions().size());
        }

        tallies.check(Tallies.read(broker.bootstrap(), options.to().get(0)));
    }

    @ParameterizedTest
    @EnumSource(value = GroupProtocol.class, names = {"CLASSIC", "CONSUMER"})
    void shouldNotBeReadyBeforeItHasBegunWithEveryPartition(GroupProtocol protocol) throws Exception
    {
        NodeOptions options = options("ready-" + protocol.name()).withMembership(null, false, protocol,
                Duration.ofSeconds(6));

        try (Node<?> node = start(options))
        {
            NodeStatus status = node.status();
            // a broker may take a member of the new protocol in before it has shared out the partitions
            boolean noneAtFirst = protocol == GroupProtocol.CONSUMER;
            // without a pause, since what is looked for is short
            while (status.health() != Health.READY || (noneAtFirst && status.partitions().isEmpty()))
            {
                node.check();
                status = node.status();
            }

            assertEquals(PARTITIONS, status.partitions().size(), status::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(value = GroupProtocol.class, names = {"CLASSIC", "CONSUMER"})
    void shouldBeReadyWhenTheGroupHasNoPartitionForIt(GroupProtocol protocol)
    {
        NodeOptions options = options("spare-" + protocol.name(), 1).withMembership(null, false, protocol,
                Duration.ofSeconds(6));

        try (Node<?> one = start(options); Node<?> other = start(options))
        {
            Await.until(PATIENCE_S, () ->
            {
                one.check();
                other.check();
                List<NodeStatus> both = List.of(one.status(), other.status());
                return both.stream().allMatch(its -> its.health() == Health.READY) &&
                        both.stream().mapToInt(its -> its.partitions().size()).sum() == 1;
            }, () -> one.status() + " " + other.status());
        }
    }

    @ParameterizedTest
    @EnumSource(value = GroupProtocol.class, names = {"CLASSIC", "CONSUMER"})
    void shouldCarryStateAlongWhenPartitionsMove(GroupProtocol protocol) throws Exception
    {
        NodeOptions options = options("moving-" + protocol.name()).withDelivery(Delivery.EXACTLY_ONCE)
                .withMembership(null, false, protocol, Duration.ofSeconds(6));
        Tallies tallies = new Tallies(options.from(), 50);

        try (Node<?> first = start(options))
        {
            broker.send(tallies.next(4_000));
            awaitReady(first);
            try (Node<?> second = start(options))
            {
                Await.until(PATIENCE_S, () -> !second.status().partitions().isEmpty() &&
                        second.status().health() == Health.READY && first.status().partitions().size() < PARTITIONS,
                        () -> first.status() + " " + second.status());
                broker.send(tallies.next(4_000));
                awaitOut(tallies.count(), options, first, second);
                assertTrue(second.status().replayed() > 0 || second.status().eventsIn() > 0);
            }
            broker.send(tallies.next(4_000));
            awaitOut(tallies.count(), options, first);
            Await.until(PATIENCE_S, () -> first.status().partitions().size() == PARTITIONS, first::status);
        }

        tallies.check(Tallies.read(broker.bootstrap(), options.to().get(0)));
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void shouldGoOnWithItsJournalWhenStartedAgain(Delivery delivery, @TempDir Path directory) throws Exception
    {
        NodeOptions options = options("journaled-" + delivery.name()).withDelivery(delivery)
                .withJournal(directory, JournalOptions.defaults().withSegmentBytes(1 << 20));
        Tallies tallies = new Tallies(options.from(), 50);

        for (int session = 0; session < 3; session++)
        {
            broker.send(tallies.next(3_000));
            try (Node<?> node = start(options))
            {
                awaitOut(tallies.count(), options, node);
            }
        }

        tallies.check(Tallies.read(broker.bootstrap(), options.to().get(0)));
    }

    @Test
    void shouldTakeOverWarmWhenThePrimaryIsGone() throws Exception
    {
        NodeOptions options = options("pair").withDelivery(Delivery.EXACTLY_ONCE)
                .withMembership(null, false, GroupProtocol.CLASSIC, Duration.ofSeconds(6));
        Tallies tallies = new Tallies(options.from(), 50);
        broker.send(tallies.next(3_000));
        Node<?> primary = start(options);
        awaitOut(tallies.count(), options, primary);

        try (Node<?> standby = start(options.withMembership(null, true, GroupProtocol.CLASSIC, Duration.ofSeconds(6))))
        {
            Await.until(PATIENCE_S, () -> standby.status().health() == Health.STANDBY &&
                    standby.status().partitions().stream().mapToLong(PartitionStatus::position).sum() == tallies
                            .count(),
                    standby::status);
            primary.close();
            broker.send(tallies.next(3_000));
            awaitOut(tallies.count(), options, standby);
            awaitReady(standby);
        }

        tallies.check(Tallies.read(broker.bootstrap(), options.to().get(0)));
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void shouldReadWhatAnotherNodeHasPackedAsIfItWereNot(Delivery delivery) throws Exception
    {
        NodeOptions first = options("packing-" + delivery.name()).withDelivery(delivery).withPacked(true);
        NodeOptions second = NodeOptions.of(broker.bootstrap(), first.to().get(0), first.from() + "-end")
                .withGroup(first.from() + "-second").withDelivery(delivery);
        broker.topics().ensure(second.to().get(0), 1);
        Tallies tallies = new Tallies(first.from(), 50);
        broker.send(tallies.next(20_000));

        try (Node<?> packing = start(first); Node<?> reading = start(second))
        {
            awaitOut(tallies.count(), first, packing);
            Await.until(PATIENCE_S, () -> reading.status().recordsOut() == tallies.count(), reading::status);
        }

        List<ConsumerRecord<byte[], byte[]>> between = Tallies.read(broker.bootstrap(), first.to().get(0));
        assertTrue(between.size() < tallies.count() / 10, () -> between.size() + " records for 20,000 events");
        tallies.check(Tallies.read(broker.bootstrap(), second.to().get(0)));
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void shouldPutAsideWhatCannotBeReadAndGoOn(Delivery delivery) throws Exception
    {
        NodeOptions options = options("unreadable-" + delivery.name()).withDelivery(delivery)
                .withDeadLetters("letters-" + delivery.name());
        broker.topics().ensure(options.deadLetters(), 1);
        Tallies tallies = new Tallies(options.from(), 50);
        broker.send(tallies.next(1_000));
        broker.send(List.of(new ProducerRecord<>(options.from(), 0, TallyApp.bytes(7), new byte[] {1})));
        broker.send(tallies.next(1_000));

        try (Node<?> node = start(options))
        {
            awaitOut(tallies.count() + 1, options, node);
        }

        tallies.check(Tallies.read(broker.bootstrap(), options.to().get(0)));
        List<ConsumerRecord<byte[], byte[]>> letters = Tallies.read(broker.bootstrap(), options.deadLetters());
        assertEquals(1, letters.size());
        assertArrayEquals(new byte[] {1}, letters.get(0).value());
        assertTrue(new String(letters.get(0).headers().lastHeader(DeadLetterRecord.PLACE).value(),
                StandardCharsets.UTF_8).startsWith(options.from() + "-0@"));
    }
}
