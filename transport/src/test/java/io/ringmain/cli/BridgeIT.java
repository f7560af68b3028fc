package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;
import io.ringmain.kafka.Topics;

/** The bridge as a user runs it: the jar, in a process of its own, and a real broker. */
@Timeout(180)
class BridgeIT
{
    @TempDir
    private static Path shared;
    private static BrokerProcess broker;
    private static Topics topics;
    private static String at;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBroker()
    {
        broker = BrokerProcess.start(BrokerOptions.in(shared.resolve("data"), shared.resolve("broker.log")));
        topics = Topics.connect(broker.bootstrap());
        at = "?bootstrap=" + broker.bootstrap();
    }

    @AfterAll
    static void stopBroker()
    {
        topics.close();
        broker.close();
    }

    private CommandProcess start(String... arguments) throws IOException
    {
        String[] all = new String[arguments.length + 1];
        all[0] = "bridge";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandProcess.start(folder, all);
    }

    private CommandProcess run(String... arguments) throws IOException
    {
        CommandProcess process = start(arguments);
        assertEquals(0, process.exitCode(), process::errors);
        return process;
    }

    private void lines(String file, int from, int to) throws IOException
    {
        Path current = Files.createDirectories(folder.resolve("current"));
        Files.writeString(current.resolve(file), IntStream.range(from, to)
                .mapToObj(i -> "{\"id\": " + i % 10 + ", \"n\": " + i + "}\n").collect(Collectors.joining()));
    }

    private static JsonNode json(CommandProcess process) throws IOException
    {
        return new JsonMapper().readTree(process.output());
    }

    @Test
    void shouldSayHowToCreateATopicThatIsNotThereAndCreateItWhenTold() throws Exception
    {
        lines("people.jsonl", 0, 1);
        CommandProcess absent = start("file:people.jsonl", "kafka:hello" + at);
        assertEquals(1, absent.exitCode());
        assertEquals("ringmain: there is no topic \"hello\" at " + broker.bootstrap() +
                ": check the name, or let --create make it (--create=3: with 3 partitions)\n", absent.errors());

        CommandProcess created = run("--create", "file:people.jsonl", "kafka:hello" + at);
        assertEquals("Created topic hello with 1 partition.\n", created.errors());
        CommandProcess back = run("kafka:hello" + at, "stdout:", "--no-follow");

        assertEquals("{\"id\": 0, \"n\": 0}\n", back.output());
        assertTrue(back.errors().startsWith("Copied 1 record, 17 B, from kafka:hello"), back::errors);
        CommandProcess itself = start("kafka:hello" + at,
                "kafka:hello?bootstrap=" + broker.bootstrap().replace("127.0.0.1", "localhost"));
        assertEquals(1, itself.exitCode());
        assertTrue(itself.errors().contains("are the same topic of one cluster"), itself::errors);
    }

    @Test
    void shouldFollowATopicUntilCtrlC() throws Exception
    {
        topics.ensure("followed", 1);
        CommandProcess follow = start("kafka:followed" + at, "stdout:");
        Path other = Files.createDirectories(folder.resolve("other"));
        for (String line : new String[] {"first", "second"})
        {
            Path in = Files.writeString(folder.resolve(line), line + "\n");
            CommandProcess send = CommandProcess.startIn(folder, other, "bridge", "file:" + in, "kafka:followed" + at);
            assertEquals(0, send.exitCode(), send::errors);
            follow.awaitOutput(line + "\n");
        }

        follow.interrupt();

        assertEquals(130, follow.exitCode(), follow::errors);
        assertEquals("first\nsecond\n", follow.output());
        assertTrue(follow.errors().contains("Stopped. Copied 2 records"), follow::errors);
        follow.assertNothingLeft();
    }

    @Test
    void shouldGoOnWhereTheGroupWasWhenStoppedAndStartedAgain() throws Exception
    {
        lines("a", 0, 1_000);
        lines("b", 1_000, 1_500);
        run("file:a", "kafka:from" + at, "--create=3", "--key-field", "id");
        topics.ensure("to", 3);
        CommandProcess first = start("kafka:from" + at + "&group=copy", "kafka:to" + at);
        first.awaitError("Group copy begins at the beginning, 1,000 offsets from the end; at least once");
        while (topics.endOffsets("to").values().stream().mapToLong(Long::longValue).sum() < 1_000)
        {
            Thread.onSpinWait();
        }

        first.interrupt();

        assertEquals(130, first.exitCode(), first::errors);
        assertTrue(first.output().contains("Stopped. Copied 1,000 records"), first::output);
        assertEquals(topics.endOffsets("from"), topics.committedOffsets("copy", "from"));

        run("file:b", "kafka:from" + at, "--key-field", "id");
        CommandProcess second = run("kafka:from" + at + "&group=copy", "kafka:to" + at, "--no-follow", "--json");

        assertTrue(second.errors().contains("Group copy goes on where it was, 500 offsets from the end"),
                second::errors);
        assertEquals(500, json(second).get("records").asInt());
        assertEquals("copy", json(second).get("group").asText());
        Map<Integer, Long> ends = topics.endOffsets("from");
        assertEquals(ends, topics.endOffsets("to"), "each in its partition, none twice");
        assertEquals(1_500, ends.values().stream().mapToLong(Long::longValue).sum());
        assertEquals(ends, topics.committedOffsets("copy", "from"));
    }

    @Test
    void shouldCommitBehindARefusedRecordThatIsKeptElsewhere() throws Exception
    {
        Path current = Files.createDirectories(folder.resolve("current"));
        Files.writeString(current.resolve("in"), "{\"id\": 1}\nnothing\n{\"id\": 2}\nnothing\n");
        run("file:in", "kafka:mixed" + at, "--create");
        String from = "kafka:mixed" + at + "&group=refusing";

        CommandProcess halted = start(from, "kafka:keyed" + at, "--create", "--key-field", "id", "--no-follow");
        assertEquals(1, halted.exitCode());
        assertTrue(halted.errors().contains("ringmain: offset 1 of partition 0 of topic mixed: the record is no JSON"),
                halted::errors);
        assertEquals(Map.of(0, 1L), topics.committedOffsets("refusing", "mixed"));
        JsonNode account = json(run(from, "kafka:keyed" + at, "--key-field", "id", "--no-follow", "--json",
                "--dead-letter", "letters.jsonl"));

        assertEquals(1, account.get("records").asInt());
        assertEquals(2, account.get("refused").asInt());
        assertEquals(Map.of(0, 4L), topics.committedOffsets("refusing", "mixed"));
        assertEquals(2, topics.endOffsets("keyed").get(0));
        assertEquals(2, Files.readAllLines(current.resolve("letters.jsonl")).size());
    }
}
