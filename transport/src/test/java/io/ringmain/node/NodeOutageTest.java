package io.ringmain.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;
import io.ringmain.kafka.Await;
import io.ringmain.kafka.GroupProtocol;
import io.ringmain.kafka.Topics;
import io.ringmain.node.NodeStatus.Health;

/** What becomes of a node when its broker is killed and comes back. */
class NodeOutageTest
{
    private static final int PARTITIONS = 2;
    private static final int PATIENCE_S = 90;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"EXACTLY_ONCE, CLASSIC", "EXACTLY_ONCE, CONSUMER", "AT_LEAST_ONCE, CONSUMER"})
    void shouldGoOnByItselfWhenTheBrokerIsBack(Delivery delivery, GroupProtocol protocol) throws Exception
    {
        BrokerOptions brokerOptions = BrokerOptions.in(directory.resolve("data"), directory.resolve("broker.log"));
        BrokerProcess broker = BrokerProcess.start(brokerOptions);
        try
        {
            NodeOptions options = NodeOptions.of(broker.bootstrap(), "in", "out").withGroup("outage")
                    .withDelivery(delivery).withMembership(null, false, protocol, Duration.ofSeconds(6));
            try (Topics topics = Topics.connect(broker.bootstrap()))
            {
                topics.ensure("in", PARTITIONS);
                topics.ensure("out", PARTITIONS);
            }
            Tallies tallies = new Tallies("in", 20);
            try (Node<?> node = Node.start(TallyApp::new, options);
                    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            Map.of("bootstrap.servers", broker.bootstrap()), new ByteArraySerializer(),
                            new ByteArraySerializer()))
            {
                for (int outage = 0; outage < 2; outage++)
                {
                    List<Future<RecordMetadata>> sent = new ArrayList<>();
                    for (ProducerRecord<byte[], byte[]> record : tallies.next(20_000))
                    {
                        sent.add(producer.send(record));
                    }
                    long before = node.status().eventsIn();
                    Await.until(PATIENCE_S, () -> node.status().eventsIn() > before, node::status);
                    broker.kill();
                    broker = BrokerProcess.start(broker.again());
                    for (Future<RecordMetadata> each : sent)
                    {
                        each.get();
                    }
                }
                Await.until(PATIENCE_S, () ->
                {
                    node.check();
                    return node.status().recordsOut() >= tallies.count() && node.status().lag() == 0;
                }, node::status);
                Await.until(PATIENCE_S, () -> node.status().health() == Health.READY, node::status);
                assertTrue(node.status().trouble().isEmpty(), () -> node.status().trouble());
            }
            if (delivery == Delivery.EXACTLY_ONCE)
            {
                tallies.check(Tallies.read(broker.bootstrap(), "out"));
            }
            else
            {
                tallies.checkWithoutRepetitions(Tallies.read(broker.bootstrap(), "out"));
            }
        }
        finally
        {
            broker.close();
            assertFalse(broker.isRunning());
        }
    }
}
