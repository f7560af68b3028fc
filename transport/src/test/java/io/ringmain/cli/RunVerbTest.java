package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ringmain run} says before there is any Kafka. */
@Timeout(60)
class RunVerbTest
{
    private static final List<String> LEAST = List.of("run", "com.example.ShoutApp", "--from", "kafka:in", "--to",
            "kafka:out");

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    private int run(String... further)
    {
        List<String> args = new ArrayList<>(LEAST);
        args.addAll(List.of(further));
        return terminal.run(args.toArray(String[]::new));
    }

    @Test
    void shouldSayEachThingThatIsMissing()
    {
        assertEquals(Ringmain.CALLED_WRONGLY, terminal.run("run"));

        assertEquals(List.of(
                "ringmain: \"app\" is missing; give it as \"app: com.example.MyApp\" in the file of --config, as " +
                        "RINGMAIN_APP, or as the first argument",
                "ringmain: \"from\" is missing; give it as \"from: kafka:flights\" in the file of --config, as " +
                        "RINGMAIN_FROM, or as --from kafka:flights",
                "ringmain: \"to\" is missing; give it as \"to: kafka:flights\" in the file of --config, as " +
                        "RINGMAIN_TO, or as --to kafka:flights"),
                terminal.errLines());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "--commit-interval 10   | --commit-interval: commit-interval: \"10\" is not a length of time; write it with its " +
                "unit: 10ms, 30s, 5min, 2h, 7d",
        "--to kafka:in          | --to: to: the node would read what it writes: topic in is both; write to another topic",
        "--sync 1s              | --sync: journal.sync: goes with journal.directory, which is not given; give it, or " +
                "leave this out",
        "--create=0             | --create: create: \"0\" is not a number of partitions; give 1 or more, or same for as " +
                "many as the input has",
        "--classpath nowhere    | --classpath: classpath: there is no nowhere; check the path",
        "--protocol paxos       | --protocol: protocol: \"paxos\" is not a choice; give auto or classic or consumer",
        "--http x               | --http: \"x\" is no address to listen at; give PORT or HOST:PORT, such as 8080 or " +
                "0.0.0.0:8080 (see ringmain run --help)",
        "--status-every 1s      | --status-every goes with --json (see ringmain run --help)",
        "--json --status-every 0s | --status-every is 0; give a length of time, such as 1s (see ringmain run --help)",
        "--comit-interval 1s    | there is no option --comit-interval: did you mean --commit-interval? (see ringmain " +
                "run --help)"})
    void shouldSayInOneLineWhatWasCalledWrongly(String args, String message)
    {
        assertEquals(Ringmain.CALLED_WRONGLY, run(args.split(" ")));

        assertEquals(List.of("ringmain: " + message), terminal.errLines());
        assertEquals("", terminal.out());
    }

    @Test
    void shouldSayThatOthersCanReadThePassword() throws IOException
    {
        Path client = Files.writeString(folder.resolve("client.properties"), "ssl.keystore.password=hush\n");
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rw-r--r--"));

        run("--kafka-config", client.toString());

        assertEquals(client + " holds a secret and can be read by everybody: chmod 600 " + client,
                terminal.errLines().get(0));
    }

    @Test
    void shouldShowTheConfigurationThatOptionsMake()
    {
        assertEquals(0, run("--exactly-once", "--latest", "--no-packed", "--create", "--http", "0.0.0.0:8080",
                "--bootstrap", "h:1,h:2", "--show-config"));

        List<String> shown = terminal.out().lines().map(line -> line.replaceAll(" +", " ").strip())
                .filter(line -> !line.startsWith("#") && !line.endsWith("# default")).toList();
        assertEquals(List.of("app: com.example.ShoutApp # APP", "from: kafka:in # --from", "to: [kafka:out] # --to",
                "delivery: exactly-once # --exactly-once", "latest: true # --latest", "packed: false # --no-packed",
                "create: same # --create", "kafka:", "bootstrap: \"h:1,h:2\" # --bootstrap", "http:",
                "host: \"0.0.0.0\" # --http", "port: 8080 # --http"), shown);
        assertEquals("", terminal.err());
    }

    @Test
    void shouldNotTakeTheAppForANumberOfPartitions()
    {
        assertEquals(0, terminal.run("run", "--create", "com.example.ShoutApp", "--from", "kafka:in", "--to",
                "kafka:out", "--show-config"));

        assertTrue(terminal.out().startsWith("app: com.example.ShoutApp "), terminal.out());
        assertTrue(terminal.out().contains("\ncreate: same "), terminal.out());
    }

    @Test
    void shouldLetOptionsWinOverTheFile() throws IOException
    {
        Path file = Files.writeString(folder.resolve("node.yaml"), "app: a\ndelivery: exactly-once\ngroup: g\n");

        assertEquals(0, run("--config", file.toString(), "--no-exactly-once", "--show-config"));

        assertTrue(terminal.out().contains("delivery: at-least-once                     # --no-exactly-once\n"),
                terminal.out());
        assertTrue(terminal.out().contains("group: g                                    # " + file + ":3\n"),
                terminal.out());
    }

    @Test
    void shouldFailInOneLineWhenTheAppCannotBeLoaded()
    {
        assertEquals(Ringmain.FAILED,
                terminal.run("run", "com.example.NoApp", "--from", "kafka:in", "--to", "kafka:out"));
        assertEquals(Ringmain.FAILED,
                terminal.run("run", "app:java.lang.String", "--from", "kafka:in", "--to", "kafka:out"));

        assertEquals(List.of(
                "ringmain: there is no class com.example.NoApp that can be loaded (java.lang.ClassNotFoundException: " +
                        "com.example.NoApp): give the jars and folders that it needs with --classpath",
                "ringmain: java.lang.String is no io.ringmain.node.App: name the class that implements it"),
                terminal.errLines());
    }

    @Test
    void shouldFailInOneLineWhenNobodyAnswers()
    {
        assertEquals(Ringmain.FAILED, run("--bootstrap", "127.0.0.1:1"));

        assertEquals(1, terminal.errLines().size(), terminal::err);
        assertTrue(terminal.err().startsWith("ringmain: nobody listens at 127.0.0.1:1 (connection refused"),
                terminal.err());
    }
}
