package io.ringmain.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;

/** The broker of a test class, and what tests do with it besides what they test. */
public final class SharedBroker implements AutoCloseable
{
    private final BrokerProcess process;
    private final Topics topics;

    public SharedBroker(Path directory)
    {
        process = BrokerProcess.start(BrokerOptions.in(directory.resolve("data"), directory.resolve("broker.log")));
        topics = Topics.connect(process.bootstrap());
    }

    public BrokerProcess process()
    {
        return process;
    }

    public String bootstrap()
    {
        return process.bootstrap();
    }

    public Topics topics()
    {
        return topics;
    }

    /** Creates a topic of two partitions with records "0".."count-1", alternating, of which it returns what is whole. */
    void fill(String topic, int count) throws ExecutionException, InterruptedException
    {
        topics.ensure(topic, 2);
        List<ProducerRecord<byte[], byte[]>> records = Stream.iterate(0, i -> i + 1).limit(count).map(i ->
        {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, i % 2,
                    i % 3 == 0 ? null : Note.bytes("k" + i), Note.bytes(Integer.toString(i)));
            record.headers().add("number", Note.bytes("h" + i));
            return record;
        }).toList();
        send(records);
    }

    public void send(List<ProducerRecord<byte[], byte[]>> records) throws ExecutionException, InterruptedException
    {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap()),
                new ByteArraySerializer(), new ByteArraySerializer()))
        {
            List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
            for (Future<RecordMetadata> one : sent)
            {
                one.get();
            }
        }
    }

    @Override
    public void close()
    {
        topics.close();
        process.close();
    }
}
