package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;
import io.ringmain.kafka.Topics;

/** {@code ringmain run} as a user runs it: the jar, in a process of its own, and a broker. */
@Timeout(180)
class RunIT
{
    private static final String CLASSES = Path.of("target/test-classes").toAbsolutePath().toString();

    private static BrokerProcess broker;
    private static Topics topics;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBroker(@TempDir Path brokerFolder)
    {
        broker = BrokerProcess
                .start(BrokerOptions.in(brokerFolder.resolve("data"), brokerFolder.resolve("broker.log")));
        topics = Topics.connect(broker.bootstrap());
    }

    @AfterAll
    static void stopBroker()
    {
        topics.close();
        broker.close();
    }

    private CommandProcess start(String... arguments) throws IOException
    {
        return CommandProcess.start(folder, arguments);
    }

    @Test
    void shouldRunAnAppUntilItIsStoppedAndGoOnWhereItWas() throws Exception
    {
        topics.ensure("words", 1);
        topics.ensure("shouts", 1);
        Path current = Files.createDirectories(folder.resolve("current"));
        Files.writeString(current.resolve("node.yaml"), """
                app: com.example.ShoutApp
                classpath: %s
                from: kafka:words
                to: kafka:shouts
                delivery: exactly-once
                kafka:
                  bootstrap: %s
                http:
                  port: 0
                """.formatted(CLASSES, broker.bootstrap()));

        CommandProcess first = start("run", "--config", "node.yaml");
        send("words", 0, 1_000);
        assertEquals(shouts(1_000), read("shouts", 1_000));
        first.awaitError("Health is told at ");
        assertEquals(200, statusCode(url(first) + "ready"));
        first.terminate();

        assertEquals(143, first.exitCode(), first::errors);
        assertTrue(first.output().startsWith("Stopped. Handled 1,000 events of kafka:words in "), first::output);
        assertTrue(first.errors().contains("partition 0 live"), first::errors);
        first.assertNothingLeft();

        send("words", 1_000, 1_500);
        CommandProcess second = start("run", "--config", "node.yaml", "--json", "--status-every", "100ms");
        assertEquals(shouts(1_500), read("shouts", 1_500));
        second.interrupt();

        assertEquals(130, second.exitCode(), second::errors);
        List<String> lines = second.output().lines().toList();
        JsonNode summary = new JsonMapper().readTree(lines.get(lines.size() - 1));
        assertEquals("summary", summary.get("kind").asText());
        assertEquals(500, summary.get("eventsIn").asLong());
        assertEquals(500, summary.get("recordsOut").asLong());
        assertTrue(lines.get(0).contains("\"kind\":\"status\""), second::output);
        second.assertNothingLeft();
    }

    @Test
    void shouldSayWhichTopicsAreMissingAndCreateThemWhenAsked() throws Exception
    {
        CommandProcess missing = start("run", "com.example.ShoutApp", "--classpath", CLASSES, "--bootstrap",
                broker.bootstrap(), "--from", "kafka:new-in", "--to", "kafka:new-out");

        assertEquals(1, missing.exitCode());
        assertEquals("ringmain: there is no topic new-in and no topic new-out at " + broker.bootstrap() +
                "; check the name, or let --create make what is missing (--create=PARTITIONS says with how many " +
                "partitions)\n", missing.errors());

        CommandProcess created = start("run", "com.example.ShoutApp", "--classpath", CLASSES, "--bootstrap",
                broker.bootstrap(), "--from", "kafka:new-in", "--to", "kafka:new-out", "--create=3");
        created.awaitError("partitions 0-2 live");
        created.interrupt();

        assertEquals(130, created.exitCode(), created::errors);
        assertEquals(3, topics.partitions("new-in"));
        assertEquals(3, topics.partitions("new-out"));
    }

    @Test
    void shouldSayInOneLineWhenTheAppIsNotThere() throws Exception
    {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        CommandProcess process = start("run", "com.example.ShoutApp", "--classpath", empty.toString(), "--bootstrap",
                broker.bootstrap(), "--from", "kafka:in", "--to", "kafka:out");

        assertEquals(1, process.exitCode());
        assertEquals("ringmain: there is no class com.example.ShoutApp that can be loaded " +
                "(java.lang.ClassNotFoundException: com.example.ShoutApp): give the jars and folders that it needs " +
                "with --classpath, which is " + empty + "\n", process.errors());
    }

    @Test
    void shouldStopWithTheReasonWhenARecordCannotBeRead() throws Exception
    {
        topics.ensure("broken", 1);
        topics.ensure("unbroken", 1);
        try (KafkaProducer<byte[], byte[]> producer = producer())
        {
            // the app cannot do without a value
            producer.send(new ProducerRecord<>("broken", 0, null, null)).get();
        }

        CommandProcess process = start("run", "com.example.ShoutApp", "--classpath", CLASSES, "--bootstrap",
                broker.bootstrap(), "--from", "kafka:broken", "--to", "kafka:unbroken");

        assertEquals(1, process.exitCode(), process::errors);
        List<String> errors = process.errors().lines().toList();
        assertTrue(errors.get(errors.size() - 1).startsWith("ringmain: "), process::errors);
        assertTrue(errors.get(errors.size() - 1).contains("broken"), process::errors);
        process.assertNothingLeft();
    }

    private static String url(CommandProcess process)
    {
        return process.errors().lines().filter(line -> line.startsWith("Health is told at ")).findFirst().orElseThrow()
                .substring("Health is told at ".length());
    }

    private static int statusCode(String url) throws IOException, InterruptedException
    {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static List<String> shouts(int count)
    {
        return IntStream.range(0, count).mapToObj(i -> "WORD " + i).toList();
    }

    private static KafkaProducer<byte[], byte[]> producer()
    {
        return new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrap()), new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is missing is missed when it is read
    private static void send(String topic, int from, int to)
    {
        try (KafkaProducer<byte[], byte[]> producer = producer())
        {
            for (int i = from; i < to; i++)
            {
                producer.send(new ProducerRecord<>(topic, 0, null, ("word " + i).getBytes(UTF_8)));
            }
            producer.flush();
        }
    }

    /** What is committed, until there are so many. */
    private static List<String> read(String topic, int count)
    {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed"),
                new StringDeserializer(), new StringDeserializer()))
        {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadlineNs = System.nanoTime() + Duration.ofSeconds(90).toNanos();
            while (values.size() < count && System.nanoTime() < deadlineNs)
            {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
