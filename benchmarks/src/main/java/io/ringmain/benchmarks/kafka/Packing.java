package io.ringmain.benchmarks.kafka;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.kafka.PackedRecords;

/** Several events in one record, as Ringmain's bridges do it between nodes of ours. */
final class Packing
{
    private Packing()
    {}

    /** Fills an input with packed records. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of whatever the future would
    static void fill(String bootstrap, Input input) throws Exception
    {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Callback note = (metadata, e) ->
        {
            if (e != null)
            {
                failure.compareAndSet(null, e);
            }
        };
        BenchRecords records = input.records();
        PackedRecords packed = new PackedRecords(input.topic(), 0);
        try (KafkaProducer<byte[], byte[]> producer = Clients.producer(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10,
                ProducerConfig.LINGER_MS_CONFIG, 10, ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false)))
        {
            for (long number = 0; number < input.events() && failure.get() == null; number++)
            {
                records.fill(number, 0);
                packed.add(new ProducerRecord<>(input.topic(), 0, records.key(), records.value()));
                if (packed.isFull() || number == input.events() - 1)
                {
                    producer.send(packed.take(), note);
                }
            }
            producer.flush();
        }
        if (failure.get() != null)
        {
            throw failure.get();
        }
    }

    /** Takes a packed record apart, and lets an answer look at each event of it. */
    static void unpack(byte[] key, byte[] value, Answer answer)
    {
        ConsumerRecord<byte[], byte[]> packed = new ConsumerRecord<>("any", 0, 0, key, value);
        packed.headers().add(PackedRecords.HEADER, new byte[]{1});
        PackedRecords.unpack(packed, each -> answer.take(each.key(), each.value()));
    }
}
