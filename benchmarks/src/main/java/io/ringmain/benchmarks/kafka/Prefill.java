package io.ringmain.benchmarks.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import io.ringmain.benchmarks.BenchException;

/** Fills an input, with 256 KB a batch. */
final class Prefill
{
    private static final int BATCH_BYTES = 256 << 10;
    private static final int LINGER_MS = 10;
    private static final long BUFFER_BYTES = 64L << 20;
    private static final int READ_BYTES = 4 << 20;
    private static final Duration POLL = Duration.ofMillis(200);

    private Prefill()
    {}

    /**
     * In a JVM of its own, since this one has one compiler and little memory. Returns when all of it is acknowledged, and has
     * been read once: the first side is to find a broker that is warm, as the last one does.
     */
    static void inAnotherJvm(String bootstrap, Input input) throws IOException, InterruptedException
    {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseParallelGC", "-XX:-UsePerfData", "-cp",
                System.getProperty("java.class.path"), Prefill.class.getName(), bootstrap));
        command.addAll(input.arguments());
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread atEnd = new Thread(child::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atEnd);
        try
        {
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (child.waitFor() != 0)
            {
                throw new BenchException("topic " + input.topic() + " could not be filled: " + said.strip());
            }
        }
        finally
        {
            child.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(atEnd);
        }
    }

    /**
     * Fills it.
     *
     * @param args the broker, and an input whose topic exists
     * @throws Exception when it failed
     */
    public static void main(String[] args) throws Exception
    {
        KafkaLogging.apply();
        Input input = Input.parse(List.of(args).subList(1, args.length));
        switch (input.layout())
        {
            case SINGLE -> fill(args[0], input.topic(), input.records(), 0, input.events());
            case PACKED -> Packing.fill(args[0], input);
        }
        read(args[0], input.topic());
    }

    private static void read(String bootstrap, String topic)
    {
        TopicPartition only = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = Clients.reader(bootstrap, topic, READ_BYTES))
        {
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end)
            {
                consumer.poll(POLL);
            }
        }
    }

    /** Sends records from one number to before another, and waits for all acknowledgements. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of whatever the future would
    static void fill(String bootstrap, String topic, BenchRecords records, long from, long to) throws Exception
    {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = Clients.producer(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES,
                ProducerConfig.LINGER_MS_CONFIG, LINGER_MS, ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES,
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false)))
        {
            for (long number = from; number < to && failure.get() == null; number++)
            {
                records.fill(number, 0);
                // the producer copies the bytes before it returns
                producer.send(new ProducerRecord<>(topic, 0, records.key(), records.value()), (metadata, e) ->
                {
                    if (e != null)
                    {
                        failure.compareAndSet(null, e);
                    }
                });
            }
            producer.flush();
        }
        if (failure.get() != null)
        {
            throw failure.get();
        }
    }
}
