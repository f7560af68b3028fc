package io.ringmain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ringmain.config.Configuration.Given;

/** What is said of a configuration that is wrong: all of it, each with its place. */
class ConfigurationErrorsTest
{
    private static final String LEAST = "app: com.example.MyApp\nfrom: kafka:in\nto: kafka:out\n";

    @TempDir
    private Path folder;

    /** Without the folder, which differs from run to run. */
    private List<String> problems(String text, Map<String, String> environment, List<Given> options)
            throws IOException
    {
        Path file = Files.writeString(folder.resolve("n.yaml"), text);
        ConfigException e = assertThrows(ConfigException.class,
                () -> Configuration.read(file, new TreeMap<>(environment), options));
        return e.problems().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
    }

    private List<String> problems(String text) throws IOException
    {
        return problems(text, Map.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "comit-interval: 1ms | unknown key \"comit-interval\" — did you mean commit-interval?",
        "commitInterval: 1ms | unknown key \"commitInterval\" — did you mean commit-interval?",
        "bootstrap: h:1 | unknown key \"bootstrap\" — did you mean kafka.bootstrap?",
        "bootstrap.servers: h:1 | unknown key \"bootstrap.servers\" — did you mean kafka.bootstrap?",
        "exactly-once: true | unknown key \"exactly-once\" — did you mean delivery: exactly-once?",
        "kafka: {confg-file: x} | unknown key \"confg-file\" in kafka — did you mean config-file?",
        "http: {wibble: 1} | unknown key \"wibble\" in http; there are host, port",
        "password: hunter2 | \"password\" looks like a secret, and those do not belong here; put it into the file that " +
                "kafka.config-file names, or into the environment",
        "kafka: {sasl.jaas.config: hunter2} | \"sasl.jaas.config\" looks like a secret, and those do not belong here; " +
                "put it into the file that kafka.config-file names, or into the environment",
        "group: 5 | group: the number 5 is where a text is wanted; write it as \"group: '5'\"",
        "group: true | group: the truth value true is where a text is wanted; write it as \"group: 'true'\"",
        "group: | group: there is no value; write it as \"group: name\", or leave the key out",
        "group: \"\" | group: \"\" is empty; give a name, or leave it out",
        "group: *g | group: *g refers to another value; write the value itself",
        "latest: {a: b} | latest: there are keys where one value is wanted; write it as \"latest: true\"",
        "group: [a, b] | group: there are several values where one value is wanted; write it as \"group: name\"",
        "classpath: [] | classpath: the list is empty; write it as \"classpath: my-app.jar\"",
        "classpath: [[a]] | classpath: a list is where a text is wanted; write it as \"classpath: my-app.jar\"",
        "classpath: nowhere.jar | classpath: there is no nowhere.jar; check the path",
        "standby: maybe | standby: \"maybe\" is neither true nor false; write one of them",
        "delivery: once | delivery: \"once\" is not a choice; give at-least-once or exactly-once",
        "commit-interval: 100 | commit-interval: \"100\" is not a length of time; write it with its unit: 10ms, 30s, " +
                "5min, 2h, 7d",
        "commit-interval: 5min | commit-interval: 5min is out of range; give 1ms to 30s",
        "snapshot-events: 0 | snapshot-events: 0 is out of range; give 1 or more",
        "snapshot-events: many | snapshot-events: \"many\" is not a count; give a number from 0 on",
        "create: 0 | create: \"0\" is not a number of partitions; give 1 or more, or same for as many as the input has",
        "dead-letters: a b | dead-letters: \"a b\" is not the name of a topic (letters, digits, '.', '_', '-')",
        "dead-letters: in | dead-letters: the node would read its dead letters: topic in is both; give another topic",
        "kafka: {bootstrap: localhost} | kafka.bootstrap: \"localhost\" is not HOST:PORT, such as localhost:9092",
        "kafka: {config-file: nowhere} | kafka.config-file: nowhere: there is no such file; check the path",
        "kafka: h:1 | \"kafka\" is given \"h:1\", but it only has keys below it, further in: bootstrap, config-file",
        "http: | \"http\" is empty, but it only has keys below it, further in: host, port",
        "http: {port: 70000} | http.port: 70000 is out of range; give 0 to 65535",
        "http: {host: 0.0.0.0} | http.host: goes with http.port, which is not given; give it, or leave the host out",
        "journal: {sync: 10ms} | journal.sync: goes with journal.directory, which is not given; give it, or leave this " +
                "out",
        "journal: {directory: j, segment: 1KB} | journal.segment: 1KB is out of range; give 1MB to 1GB",
        "journal: {directory: j, sync: often} | journal.sync: \"often\" does not say when to force; give none, " +
                "every-batch, or an interval such as 10ms",
        "journal: {directory: j, key-env: RINGMAIN_NO_SUCH_KEY} | journal.key-env: There is no key in the environment " +
                "variable RINGMAIN_NO_SUCH_KEY; export it, or name a key file.",
        "from: kafka:again | \"from\" is given twice, here and at n.yaml:2; keep one of them"})
    void shouldSayWhatIsWrongWithALine(String line, String problem) throws IOException
    {
        assertEquals(List.of("n.yaml:4: " + problem), problems(LEAST + line + "\n"));
    }

    @Test
    void shouldTellAllProblemsTogether() throws IOException
    {
        assertEquals(List.of("n.yaml:1: from: \"in\" is no topic; write it as kafka:in",
                "n.yaml:2: unknown key \"comit-interval\" — did you mean commit-interval?",
                "n.yaml:4: unknown key \"bootstap\" in kafka — did you mean bootstrap?",
                "RINGMAIN_LATEST: latest: \"yes\" is neither true nor false; write one of them",
                "RINGMAIN_STANBY: there is no such key — did you mean RINGMAIN_STANDBY?",
                "--group: group: \"\" is empty; give a name, or leave it out",
                "n.yaml: \"app\" is missing; give it as \"app: com.example.MyApp\" in the file, as RINGMAIN_APP, or as " +
                        "the first argument",
                "n.yaml: \"to\" is missing; give it as \"to: kafka:flights\" in the file, as RINGMAIN_TO, or as " +
                        "--to kafka:flights"),
                problems("from: in\ncomit-interval: 1ms\nkafka:\n  bootstap: h:1\n",
                        Map.of("RINGMAIN_LATEST", "yes", "RINGMAIN_STANBY", "true", "RINGMAIN_JAVA_OPTS", "-Xmx1g",
                                "RINGMAIN_PORT_9092_TCP_ADDR", "10.0.0.1"),
                        List.of(new Given(Schema.GROUP, List.of(""), "--group"))));
    }

    @Test
    void shouldSayWhatDoesNotGoTogether() throws IOException
    {
        assertEquals(List.of(
                "n.yaml:4: to: the node would read what it writes: topic in is both; write to another topic",
                "n.yaml:8: journal.key-env: journal.key-file is given too (n.yaml:7); one key opens a journal: keep " +
                        "one of them",
                "n.yaml:9: standby: a standby follows Kafka and keeps no journal, and journal.directory is given too " +
                        "(n.yaml:6); leave out one of them",
                "n.yaml:11: session-timeout: goes with the classic protocol; with protocol consumer the broker says " +
                        "it: leave it out"),
                problems("""
                        app: a
                        from: kafka:in

                        to: [kafka:out, kafka:in]
                        journal:
                          directory: j
                          key-file: k
                          key-env: K
                        standby: true
                        protocol: consumer
                        session-timeout: 10s
                        """));
    }

    @Test
    void shouldSayWhenTwoTopicsSayDifferentThings() throws IOException
    {
        assertEquals(
                List.of("n.yaml:3: to says kafka.bootstrap h:2, but that is h:1 (n.yaml:2); a node has only one: " +
                        "keep one of them",
                        "n.yaml:3: to: \"kafka:out?bootstrap=h:2&group=g\": a group is for reading; leave it out"),
                problems("app: a\nfrom: kafka:in?bootstrap=h:1\nto: kafka:out?bootstrap=h:2&group=g\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "app: a\\n\\tto: x | n.yaml:2:1: it is not YAML: found character '\\t(TAB)' that cannot start any token. " +
                "(Do not use \\t(TAB) for indentation), while scanning for the next token; nothing behind this was read",
        "to: [kafka:b\\napp: x | n.yaml:2:4: it is not YAML: expected ',' or ']', but got :, while parsing a flow " +
                "sequence; nothing behind this was read",
        "- a | n.yaml:1: there are no keys; write lines such as \"from: kafka:flights\"",
        "app: a\\n---\\nto: x | n.yaml:3: a second document begins; one file has one"})
    void shouldSayWhereAFileIsNotWhatItShouldBe(String text, String problem) throws IOException
    {
        assertEquals(List.of(problem.replace("\\n", "\n")), problems(text.replace("\\n", "\n").replace("\\t", "\t")));
    }

    @Test
    void shouldSayWhenTheFileCannotBeRead() throws IOException
    {
        Path latin = Files.write(folder.resolve("latin.yaml"), "app: ä\n".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals("nowhere.yaml: there is no such file; check --config", message(Path.of("nowhere.yaml")));
        assertEquals(folder + ": it is a folder; give the file itself to --config", message(folder));
        assertEquals(latin + ": it is not text in UTF-8; save it as such", message(latin));
    }

    private static String message(Path file)
    {
        return assertThrows(ConfigException.class, () -> Configuration.read(file, Map.of(), List.of())).getMessage();
    }
}
