package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker: a byte that were counted when it is sent and not when it is acknowledged would stop a lane one day. */
class SendsTest
{
    private static final String TOPIC = "topic";
    private static final byte[] SOME = new byte[100];

    private final Sends sends = new Sends();

    @Test
    void shouldWaitForWhatIsNotAcknowledgedAndForNothingElse(@TempDir Path directory)
    {
        try (SharedBroker broker = new SharedBroker(directory);
                KafkaProducer<byte[], byte[]> producer = producer(broker))
        {
            broker.topics().ensure(TOPIC, 2);
            producer.partitionsFor(TOPIC);

            send(producer, SOME, SOME);
            send(producer, null, SOME);
            send(producer, SOME, null);
            send(producer, null, null);
            ProducerRecord<byte[], byte[]> withHeader = new ProducerRecord<>(TOPIC, SOME, SOME);
            withHeader.headers().add("name", SOME);
            sends.send(producer, withHeader);

            assertEquals(5, sends.sent());
            assertEquals(0, sends.acknowledged(), "it lingers");
            assertEquals(6L * SOME.length, sends.waitingBytes());

            producer.flush();

            assertEquals(5, sends.acknowledged());
            assertEquals(0, sends.waitingBytes());
            assertNull(sends.failure());
        }
    }

    @Test
    void shouldSendNothingBehindAFailure(@TempDir Path directory)
    {
        try (SharedBroker broker = new SharedBroker(directory);
                KafkaProducer<byte[], byte[]> producer = producer(broker))
        {
            broker.topics().ensure(TOPIC, 1);

            send(producer, SOME, new byte[2 << 20]);
            Exception first = sends.failure();
            long sent = sends.sent();
            send(producer, SOME, SOME);
            producer.flush();

            assertInstanceOf(RecordTooLargeException.class, first);
            assertEquals(sent, sends.sent());
            assertEquals(0, sends.acknowledged());
            sends.fail(new IllegalStateException("later"));
            assertSame(first, sends.failure());
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, byte[] key, byte[] value)
    {
        sends.send(producer, new ProducerRecord<>(TOPIC, key, value));
    }

    private static KafkaProducer<byte[], byte[]> producer(SharedBroker broker)
    {
        return new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrap(), "linger.ms", "60000",
                "delivery.timeout.ms", "120000"),
                new ByteArraySerializer(), new ByteArraySerializer());
    }
}
