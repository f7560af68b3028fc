package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;
import io.ringmain.kafka.Topics;

/** Record and replay as a user runs them: the jar, in a process of its own. */
@Timeout(180)
class RecordReplayIT
{
    @TempDir
    private Path folder;

    private CommandProcess start(String... arguments) throws IOException
    {
        return CommandProcess.start(folder, arguments);
    }

    private CommandProcess run(String... arguments) throws IOException
    {
        CommandProcess process = start(arguments);
        assertEquals(0, process.exitCode(), process::errors);
        return process;
    }

    private static String lines(int from, int to)
    {
        return IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    @Test
    void shouldRecordBeStoppedResumeAndReplayToTheSameFile() throws Exception
    {
        Path current = Files.createDirectories(folder.resolve("current"));
        Path in = Files.writeString(current.resolve("in.log"), lines(0, 5_000));
        CommandProcess record = start("record", "file:in.log", "journal:j", "--follow");
        record.awaitError("recording 5,000 records");

        record.interrupt();

        assertEquals(130, record.exitCode(), record::errors);
        assertTrue(record.output().contains("Stopped. Recorded 5,000 records"), record::output);
        assertTrue(record.output().contains("Go on: ringmain record file:in.log journal:j --resume --follow"),
                record::output);
        record.assertNothingLeft();

        Files.writeString(in, lines(5_000, 6_000), StandardOpenOption.APPEND);
        CommandProcess resumed = run("record", "file:in.log", "journal:j", "--resume");
        assertTrue(resumed.output().contains("Recorded 1,000 records"), resumed::output);
        assertTrue(resumed.output().contains("sequences 5000 to 5999"), resumed::output);

        run("replay", "journal:j", "file:out.log");
        assertArrayEquals(Files.readAllBytes(in), Files.readAllBytes(current.resolve("out.log")));
        CommandProcess toOutput = run("replay", "journal:j");
        assertEquals(Files.readString(in), toOutput.output());
        assertEquals(1, toOutput.errors().lines().count(), toOutput::errors);
        toOutput.assertNothingLeft();
    }

    @Test
    void shouldSayWhereToGoOnWhenAReplayIsStoppedAndThenCompleteTheFile() throws Exception
    {
        Path current = Files.createDirectories(folder.resolve("current"));
        Path in = Files.writeString(current.resolve("in.log"), lines(0, 2_000));
        run("record", "file:in.log", "journal:j");
        CommandProcess replay = start("replay", "journal:j", "file:out.log", "--rate", "200/s");
        replay.awaitError("200/s");

        replay.interrupt();

        assertEquals(130, replay.exitCode(), replay::errors);
        String said = replay.output();
        assertTrue(said.contains("Go on: ringmain replay journal:j file:out.log --rate 200/s --from "), said);
        String goOn = said.substring(said.indexOf("ringmain replay"), said.stripTrailing().length());
        run(goOn.replace("ringmain ", "").replace("200/s", "100000/s").split(" "));
        assertEquals(Files.readString(in), Files.readString(current.resolve("out.log")));
    }

    @Test
    void shouldEndQuietlyWhenNobodyReadsStandardOutputAnyMore() throws Exception
    {
        Path current = Files.createDirectories(folder.resolve("current"));
        Files.writeString(current.resolve("in.log"), lines(0, 200_000));
        run("record", "file:in.log", "journal:j");

        Process shell = new ProcessBuilder("sh", "-c",
                "{ \"" + System.getProperty("java.home") +
                        "/bin/java\" -jar \"$0\" replay journal:j; echo exit $? >&2; } | head -n 2",
                Path.of("target/ringmain.jar").toAbsolutePath().toString()).directory(current.toFile()).start();

        assertEquals("line 0\nline 1\n", new String(shell.getInputStream().readAllBytes(), UTF_8));
        assertEquals("exit 0\n", new String(shell.getErrorStream().readAllBytes(), UTF_8));
    }

    @Test
    void shouldHandOverLiveInputAtOnce() throws Exception
    {
        Path current = Files.createDirectories(folder.resolve("current"));
        Path pipe = current.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        CommandProcess record = start("record", "file:pipe", "journal:j");
        try (var out = Files.newOutputStream(pipe))
        {
            out.write("a\nb\n".getBytes(UTF_8));
            out.flush();
            record.awaitError("recording 2 records");
            Path other = Files.createDirectories(folder.resolve("other"));
            CommandProcess replay = CommandProcess.startIn(current, other, "replay", "journal:j");
            assertEquals(0, replay.exitCode(), replay::errors);
            assertEquals("a\nb\n", replay.output());
        }
        assertEquals(0, record.exitCode(), record::errors);
    }

    @Test
    void shouldReplayIntoAnAppOfTheUsers() throws Exception
    {
        Path current = Files.createDirectories(folder.resolve("current"));
        Files.writeString(current.resolve("in.log"), lines(0, 1_000));
        run("record", "file:in.log", "journal:j");
        String classes = Path.of("target/test-classes").toAbsolutePath().toString();

        JsonNode all = json(run("replay", "journal:j", "app:com.example.LengthApp", "--classpath", classes,
                "--json"));
        JsonNode again = json(run("replay", "journal:j", "app:com.example.LengthApp", "--classpath", classes,
                "--json", "--speed", "1x"));
        JsonNode part = json(run("replay", "journal:j", "app:com.example.LengthApp", "--classpath", classes,
                "--json", "--to", "999"));

        assertEquals(1_000, all.get("records").asInt());
        assertEquals(64, all.get("stateHash").asText().length());
        assertEquals(all.get("stateHash"), again.get("stateHash"));
        assertFalse(all.get("stateHash").equals(part.get("stateHash")));
    }

    @Test
    void shouldCarryATopicThroughAJournalIntoAnotherAndResume() throws Exception
    {
        try (BrokerProcess broker = BrokerProcess
                .start(BrokerOptions.in(folder.resolve("data"), folder.resolve("broker.log")));
                Topics topics = Topics.connect(broker.bootstrap()))
        {
            String at = "?bootstrap=" + broker.bootstrap();
            topics.ensure("from", 2);
            topics.ensure("to", 2);
            send(broker, 0, 1_000);

            assertEquals(1_000, json(run("record", "kafka:from" + at, "journal:j", "--json")).get("records").asInt());
            send(broker, 1_000, 1_500);
            JsonNode resumed = json(run("record", "kafka:from" + at, "journal:j", "--json", "--resume"));
            assertEquals(500, resumed.get("records").asInt());
            JsonNode replayed = json(run("replay", "journal:j", "kafka:to" + at, "--json", "--speed", "max"));

            assertEquals(1_500, replayed.get("records").asInt());
            assertEquals(topics.endOffsets("from"), topics.endOffsets("to"));
            CommandProcess absent = start("record", "kafka:absent" + at, "journal:j");
            assertEquals(1, absent.exitCode());
            assertTrue(absent.errors().contains("ringmain: There is no topic \"absent\""), absent::errors);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is missing is missed when it is recorded
    private static void send(BrokerProcess broker, int from, int to)
    {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()), new ByteArraySerializer(), new ByteArraySerializer()))
        {
            for (int i = from; i < to; i++)
            {
                producer.send(new ProducerRecord<>("from", i % 2, null, ("v" + i).getBytes(UTF_8)));
            }
            producer.flush();
        }
    }

    private static JsonNode json(CommandProcess process) throws IOException
    {
        return new JsonMapper().readTree(process.output());
    }
}
