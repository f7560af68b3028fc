package io.ringmain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.config.Configuration.Given;
import io.ringmain.journal.Retention;
import io.ringmain.journal.SyncPolicy;
import io.ringmain.journal.WhenFull;
import io.ringmain.kafka.GroupProtocol;
import io.ringmain.node.Delivery;
import io.ringmain.node.NodeOptions;

/** What a file, the environment and options come to. What is wrong with them is another test's. */
class ConfigurationTest
{
    private static final String LEAST = "app: com.example.MyApp\nfrom: kafka:in\nto: kafka:out\n";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException
    {
        return Files.writeString(folder.resolve("node.yaml"), text);
    }

    private Configuration read(String text) throws IOException
    {
        return Configuration.read(file(text), Map.of(), List.of());
    }

    @Test
    void shouldHaveTheDefaultsOfTheOptionsWhenOnlyTheNeededIsSaid() throws IOException
    {
        NodeConfig config = read(LEAST).node();

        assertEquals(NodeOptions.of("localhost:9092", "in", "out"), config.options());
        assertEquals("com.example.MyApp", config.app());
        assertEquals(List.of(), config.classPath());
        assertFalse(config.create());
        assertNull(config.http());
    }

    @Test
    void shouldMapEveryKeyToTheOptions() throws IOException
    {
        Path properties = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL\n");

        NodeConfig config = read("""
                app: app:com.example.MyApp
                classpath: [%s, %s]
                from: kafka:in
                to: [kafka:a, kafka:b]
                group: g
                delivery: exactly-once
                commit-interval: 50ms
                snapshot-interval: 1min
                snapshot-events: 5_000
                instance: one
                standby: false
                protocol: classic
                session-timeout: 20s
                latest: true
                packed: true
                dead-letters: kafka:dead
                create: 4
                kafka:
                  bootstrap: h1:1,h2:2
                  config-file: %s
                journal:
                  directory: /data/j
                  sync: 10ms
                  segment: 1MB
                  when-full: fail
                  keep-bytes: 1GB
                  keep-age: 7d
                  keep-segments: 9
                http:
                  host: 0.0.0.0
                  port: 8080
                """.formatted(folder, properties, properties)).node();

        NodeOptions options = config.options();
        assertEquals(List.of(folder, properties), config.classPath());
        assertEquals("in", options.from());
        assertEquals(List.of("a", "b"), options.to());
        assertEquals("g", options.group());
        assertEquals(Delivery.EXACTLY_ONCE, options.delivery());
        assertEquals(Duration.ofMillis(50), options.commitInterval());
        assertEquals(Duration.ofMinutes(1), options.snapshotInterval());
        assertEquals(5_000, options.snapshotEvents());
        assertEquals("one", options.instance());
        assertEquals(GroupProtocol.CLASSIC, options.protocol());
        assertEquals(Duration.ofSeconds(20), options.sessionTimeout());
        assertTrue(options.latest() && options.packed() && !options.standby());
        assertEquals("dead", options.deadLetters());
        assertEquals("h1:1,h2:2", options.bootstrap());
        assertEquals(Map.of("security.protocol", "SSL"), options.client());
        assertEquals(Path.of("/data/j"), options.journal());
        assertEquals(SyncPolicy.every(Duration.ofMillis(10)), options.journalOptions().sync());
        assertEquals(1 << 20, options.journalOptions().segmentBytes());
        assertEquals(WhenFull.FAIL, options.journalOptions().whenFull());
        assertEquals(new Retention(1L << 30, Duration.ofDays(7), 9), options.journalOptions().retention());
        assertTrue(config.create());
        assertEquals(4, config.partitions());
        assertEquals(new NodeConfig.Http("0.0.0.0", 8080), config.http());
    }

    @Test
    void shouldLetTheEnvironmentWinOverTheFileAndOptionsOverBoth() throws IOException
    {
        Map<String, String> environment = Map.of("RINGMAIN_GROUP", "of the environment", "RINGMAIN_COMMIT_INTERVAL",
                "20ms", "RINGMAIN_TO", "kafka:a?bootstrap=h:1,h:2,kafka:b", "RINGMAIN_INSTANCE", "");

        Configuration configuration = Configuration.read(
                file(LEAST + "group: of the file\ncommit-interval: 10ms\nsnapshot-events: 7\n"), environment,
                List.of(new Given(Schema.GROUP, List.of("typed"), "--group")));

        NodeOptions options = configuration.node().options();
        assertEquals("typed", options.group());
        assertEquals(Duration.ofMillis(20), options.commitInterval());
        assertEquals(7, options.snapshotEvents());
        assertEquals(List.of("a", "b"), options.to());
        assertEquals("h:1,h:2", options.bootstrap());
        assertNull(options.instance());
    }

    @Test
    void shouldTakeWhatATopicSaysBesideItsName() throws IOException
    {
        NodeOptions options = read("app: a\nfrom: kafka:in?bootstrap=h:1&group=g\nto: kafka:out\n").node().options();

        assertEquals("h:1", options.bootstrap());
        assertEquals("g", options.group());
    }

    @Test
    void shouldTakeClientSettingsFromTheEnvironmentAndTheBootstrapFromTheirFile() throws IOException
    {
        Path properties = Files.writeString(folder.resolve("client.properties"),
                "bootstrap.servers=h:7\nsasl.jaas.config=of the file\nssl.protocol=TLSv1.3\n");

        Configuration configuration = Configuration.read(file(LEAST + "kafka:\n  config-file: " + properties),
                Map.of("RINGMAIN_KAFKA_CLIENT_SASL_JAAS_CONFIG", "secret"), List.of());

        assertEquals("h:7", configuration.node().options().bootstrap());
        assertEquals(Map.of("sasl.jaas.config", "secret", "ssl.protocol", "TLSv1.3"),
                configuration.node().options().client());
        assertFalse(EffectiveConfig.yaml(configuration).contains("secret"));
    }

    @Test
    void shouldReadTheKeyOfAJournal() throws IOException
    {
        Path key = Files.writeString(folder.resolve("key"), "00".repeat(32));

        NodeOptions options = read(LEAST + "journal:\n  directory: j\n  key-file: " + key + "\n").node().options();

        assertNotNull(options.journalOptions().key());
    }

    @Test
    void shouldShowWhereEachValueCameFromAsAFileThatSaysTheSame() throws IOException
    {
        Files.createDirectory(folder.resolve("my classes"));
        Path file = file(LEAST + "classpath: " + folder.resolve("my classes") + "\ngroup: \"true\"\n" +
                "snapshot-events: 1_000\njournal:\n  directory: 'a \"b\" \\c'\n");
        Configuration configuration = Configuration.read(file, Map.of("RINGMAIN_COMMIT_INTERVAL", "20ms"),
                List.of(new Given(Schema.TO, List.of("kafka:a", "kafka:b"), "--to")));

        String shown = EffectiveConfig.yaml(configuration);

        assertEquals(List.of("app: com.example.MyApp # " + file + ":1", "from: kafka:in # " + file + ":2",
                "to: [kafka:a, kafka:b] # --to", "group: \"true\" # " + file + ":5",
                "commit-interval: 20ms # RINGMAIN_COMMIT_INTERVAL", "snapshot-interval: 30s # default",
                "# instance: # not set: not a static member"),
                shown.lines().map(line -> line.replaceAll(" +", " "))
                        .filter(line -> line.matches("(# )?(app|from|to|group|commit-in|snapshot-in|instance).*"))
                        .toList());
        NodeConfig again = read(shown).node();
        assertEquals(configuration.node(), again);
    }

    @Test
    void shouldTakeAnEmptyFileForOneThatSaysNothing() throws IOException
    {
        List<Given> needed = List.of(new Given(Schema.APP, List.of("a"), "APP"),
                new Given(Schema.FROM, List.of("kafka:in"), "--from"),
                new Given(Schema.TO, List.of("kafka:out"), "--to"));

        assertEquals("a", Configuration.read(file("# nothing\n"), Map.of(), needed).node().app());
    }

    @Test
    void shouldTellTheProblemsAsItsMessage()
    {
        ConfigException e = assertThrows(ConfigException.class,
                () -> Configuration.read(null, Map.of("RINGMAIN_FROM", "in", "RINGMAIN_TO", "kafka:x"),
                        List.of(new Given(Schema.APP, List.of("a"), "APP"))));

        assertEquals("RINGMAIN_FROM: from: \"in\" is no topic; write it as kafka:in", e.getMessage());
        assertEquals(List.of(new Problem("RINGMAIN_FROM", "from: \"in\" is no topic; write it as kafka:in")),
                e.problems());
    }
}
