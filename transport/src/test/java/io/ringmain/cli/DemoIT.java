package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;

/** The demo as a user runs it: the jar, in a process of its own, against real brokers. */
@Timeout(120)
class DemoIT
{
    private static final String GOOD = "{\"time\":\"2001-01-01T06:20:00Z\",\"origin\":\"BNA\",\"destination\":\"MCI\",\"distance\":491,\"delay\":";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path brokerFolder;
    private static BrokerProcess broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBroker()
    {
        broker = BrokerProcess
                .start(BrokerOptions.in(brokerFolder.resolve("data"), brokerFolder.resolve("broker.log")));
    }

    @AfterAll
    static void stopBroker()
    {
        broker.close();
    }

    @Test
    void shouldCarryEveryFlightThereAndBackAndReplayToTheSameStateWhenNothingIsInstalled() throws Exception
    {
        CommandProcess demo = demo("--rate", "0", "--work", folder.resolve("work").toString());

        assertEquals(0, demo.exitCode(), demo::errors);
        JsonNode summary = summary(demo);
        assertEquals(20_000, summary.get("eventsIn").asLong());
        assertEquals(20_000, summary.get("eventsOut").asLong());
        assertEquals(0, summary.get("deadLetters").asLong());
        assertEquals(20_000, summary.get("journaled").asLong());
        assertEquals(20_000, summary.get("replayed").asLong());
        assertEquals(64, summary.get("liveStateHash").asText().length());
        assertEquals(summary.get("liveStateHash"), summary.get("replayStateHash"));
        Set<String> stages = new TreeSet<>();
        summary.get("latencyNs").fieldNames().forEachRemaining(stages::add);
        assertTrue(stages.containsAll(Set.of("journal", "parse", "delays", "egress")), stages::toString);
        for (JsonNode stage : summary.get("latencyNs"))
        {
            assertEquals(20_000, stage.get("count").asLong());
            assertTrue(stage.get("p50").asLong() <= stage.get("p99").asLong() &&
                    stage.get("p99").asLong() <= stage.get("p999").asLong() &&
                    stage.get("p999").asLong() <= stage.get("max").asLong(), stage::toString);
        }
        assertTrue(Files.isDirectory(Path.of(summary.get("journal").asText())));
        assertTrue(Files.size(Path.of(summary.get("report").asText())) > 10_000);
        demo.assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 1, 0})
    void shouldEndWellWhateverTheNumberOfLines(int lines) throws Exception
    {
        Path input = folder.resolve("input.jsonl");
        List<String> flights = new ArrayList<>();
        for (int i = 0; i < lines; i++)
        {
            flights.add(GOOD + i + "}");
        }
        Files.write(input, flights);

        CommandProcess demo = demoOnBroker(input);

        assertEquals(0, demo.exitCode(), demo::errors);
        JsonNode summary = summary(demo);
        for (String key : List.of("eventsIn", "eventsOut", "journaled", "replayed"))
        {
            assertEquals(lines, summary.get(key).asLong(), key);
        }
        assertEquals(summary.get("liveStateHash"), summary.get("replayStateHash"));
        demo.assertNothingLeft();
    }

    @Test
    void shouldKeepBrokenLinesWithNumberAndReasonAndGoOn() throws Exception
    {
        Path input = folder.resolve("input.jsonl");
        Files.write(input,
                List.of(GOOD + "1}", "no json", GOOD + "2}", "{\"time\":\"2001-01-01T06:20:00Z\"}", "", GOOD + "3}"));

        CommandProcess demo = demoOnBroker(input);

        assertEquals(0, demo.exitCode(), demo::errors);
        JsonNode summary = summary(demo);
        assertEquals(5, summary.get("eventsIn").asLong());
        assertEquals(3, summary.get("eventsOut").asLong());
        assertEquals(2, summary.get("deadLetters").asLong());
        List<String> letters = Files.readAllLines(folder.resolve("work/dead-letters.jsonl"));
        assertEquals(List.of(2, 4), letters.stream().map(DemoIT::line).toList());
        assertTrue(letters.stream().noneMatch(letter -> read(letter).get("reason").asText().isBlank()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"starting a Kafka broker", "connecting to Kafka", " back,"})
    void shouldLeaveNothingBehindWhenInterrupted(String moment) throws Exception
    {
        CommandProcess demo = CommandProcess.start(folder, "demo", "--rate", "1000");
        demo.awaitError(moment);

        demo.interrupt();

        assertEquals(130, demo.exitCode(), demo::errors);
        demo.assertNothingLeft();
        assertFalse(Files.exists(demo.current().resolve("ringmain-demo")), "results of an interrupted run");
    }

    @Test
    void shouldSayAtOnceThatItsBrokerHasEnded() throws Exception
    {
        CommandProcess demo = CommandProcess.start(folder, "demo", "--rate", "1000");
        demo.awaitError(" back,");
        long killedNs = System.nanoTime();
        demo.killChildren();

        demo.awaitError("the broker has ended");
        assertTrue(System.nanoTime() - killedNs < 5e9, "noticed only by Kafka's own deadlines");
        assertEquals(1, demo.exitCode());
        assertTrue(demo.errors().contains("has ended in the middle of the run"), demo::errors);
        assertFalse(demo.errors().contains("\tat "), demo::errors);
        demo.assertNothingLeft();
    }

    @Test
    void shouldKeepItsInputWhenItLiesInTheWorkFolderThatWouldBeReplaced() throws Exception
    {
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.createFile(work.resolve(Workspace.MARKER));
        Path letters = Files.writeString(work.resolve("dead-letters.jsonl"), GOOD + "1}\n");

        CommandProcess demo = demoOnBroker(letters);

        assertEquals(1, demo.exitCode());
        assertTrue(demo.errors().contains("copy it elsewhere"), demo::errors);
        assertEquals(GOOD + "1}\n", Files.readString(letters));
    }

    @Test
    void shouldGiveEachOfTwoDemosAFolderOfItsOwnWhenTheyStartTogether() throws Exception
    {
        Path input = Files.writeString(folder.resolve("input.jsonl"), GOOD + "1}\n");
        String[] arguments = {"demo", "--json", "--rate", "0", "--input", input.toString()};
        Path other = Files.createDirectories(folder.resolve("other"));
        CommandProcess first = CommandProcess.start(folder, arguments);
        CommandProcess second = CommandProcess.startIn(first.current(), other, arguments);

        assertEquals(0, first.exitCode(), first::errors);
        assertEquals(0, second.exitCode(), second::errors);
        assertNotEquals(summary(first).get("report"), summary(second).get("report"));
        assertTrue(Files.exists(Path.of(summary(first).get("report").asText())));
        assertTrue(Files.exists(Path.of(summary(second).get("report").asText())));
    }

    @Test
    void shouldSayInOneLineThatNoBrokerAnswers() throws Exception
    {
        long startNs = System.nanoTime();
        CommandProcess demo = CommandProcess.start(folder, "demo", "--bootstrap", "127.0.0.1:1");

        assertEquals(1, demo.exitCode());
        assertTrue(System.nanoTime() - startNs < 20e9, "an endless silence");
        assertEquals(1, demo.errors().lines().filter(line -> line.startsWith("ringmain: ")).count(), demo::errors);
        assertTrue(demo.errors().contains("127.0.0.1:1"), demo::errors);
        assertFalse(demo.errors().contains("\tat "), demo::errors);
        demo.assertNothingLeft();
    }

    @Test
    void shouldSayInOneLineThatAPortIsTaken() throws Exception
    {
        CommandProcess second = CommandProcess.start(folder, "broker", "--port", Integer.toString(broker.port()));

        assertNotEquals(0, second.exitCode());
        assertTrue(second.errors().contains(Integer.toString(broker.port())), second::errors);
        assertEquals(1, second.errors().lines().filter(line -> line.startsWith("ringmain: ")).count(), second::errors);
        second.assertNothingLeft();
    }

    private CommandProcess demo(String... options) throws IOException
    {
        List<String> arguments = new ArrayList<>(List.of("demo", "--json"));
        arguments.addAll(List.of(options));
        return CommandProcess.start(folder, arguments.toArray(String[]::new));
    }

    private CommandProcess demoOnBroker(Path input) throws IOException
    {
        return demo("--bootstrap", broker.bootstrap(), "--input", input.toString(), "--rate", "0", "--work",
                folder.resolve("work").toString());
    }

    private static JsonNode summary(CommandProcess demo)
    {
        String output = demo.output();
        return read(output.substring(output.stripTrailing().lastIndexOf('\n') + 1));
    }

    private static int line(String letter)
    {
        return read(letter).get("line").asInt();
    }

    private static JsonNode read(String json)
    {
        try
        {
            return JSON.readTree(json);
        }
        catch (IOException e)
        {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
