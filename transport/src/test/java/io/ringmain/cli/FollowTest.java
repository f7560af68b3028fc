package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.example.LengthApp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ringmain.journal.JournalKey;
import io.ringmain.journal.JournalWriter;
import io.ringmain.journal.ReaderRegistration;
import io.ringmain.recovery.SnapshotStore;

/** The verb in this process, each time to where the journal ends. */
class FollowTest
{
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    private Path journal()
    {
        return folder.resolve("j");
    }

    private static int run(Terminal terminal, Path journal, String verb, String... options)
    {
        return terminal.run(Stream.concat(Stream.of(verb, "journal:" + journal, "app:com.example.LengthApp"),
                Stream.of(options)).toArray(String[]::new));
    }

    private int follow(String... options)
    {
        return run(terminal, journal(), "follow", Stream.concat(Stream.of("--once"), Stream.of(options))
                .toArray(String[]::new));
    }

    private JsonNode json(String verb, String... options) throws IOException
    {
        Terminal fresh = new Terminal();
        assertEquals(0, run(fresh, journal(), verb, options), fresh::err);
        return new JsonMapper().readTree(fresh.out());
    }

    private static void add(Path journal, int count)
    {
        try (SmallJournal writer = SmallJournal.at(journal))
        {
            for (int i = 0; i < count; i++)
            {
                writer.add("x".repeat(i % 100));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "follow journal:j                           | missing required parameter: 'app:CLASS'",
        "follow journal:j com.example.App           | \"com.example.App\" is no app; write it as app:com.example.MyApp",
        "follow journal:j stdout:                   | \"stdout:\" is no app",
        "follow journal:j app:x.Y --keep 0          | --keep is 0; give 1 or more",
        "follow journal:j app:x.Y --every 0s        | --every is 0; give a length of time",
        "follow journal:j app:x.Y --every-records 0 | --every-records is 0; give 1 or more",
        "follow journal:j app:x.Y --name snapshots  | \"snapshots\" cannot name a follower",
        "follow journal:j app:x.Y --name a/b        | \"a/b\" cannot name a follower"})
    void shouldSayWhatWouldBeRightWhenCalledWrongly(String args, String message)
    {
        assertEquals(Ringmain.CALLED_WRONGLY, terminal.run(args.split(" ")));

        assertEquals(1, terminal.errLines().size(), terminal::err);
        assertTrue(terminal.err().contains(message), terminal.err());
    }

    @Test
    void shouldWriteASnapshotWithTheStateThatAReplayHas() throws IOException
    {
        add(journal(), 1_000);

        JsonNode followed = json("follow", "--once", "--json");

        assertEquals(1_000, followed.get("records").asInt());
        assertEquals(1_000, followed.get("newest").get("sequence").asInt());
        assertEquals(json("replay", "--json").get("stateHash"), followed.get("newest").get("stateHash"));
        assertEquals(List.of(1_000L), SnapshotStore.of(journal()).sequences());
    }

    @Test
    void shouldBeginWithTheNewestSnapshotAndKeepTheNewestFew() throws IOException
    {
        add(journal(), 1_000);
        assertEquals(0, follow("--every-records", "300", "--keep", "2"), terminal::err);
        assertEquals(List.of(900L, 1_000L), SnapshotStore.of(journal()).sequences());
        add(journal(), 500);

        JsonNode followed = json("follow", "--once", "--json", "--keep", "2");

        assertEquals(500, followed.get("records").asInt());
        assertEquals(1_000, followed.get("firstSequence").asInt());
        assertEquals(1_500, followed.get("nextSequence").asInt());
        assertEquals(List.of(1_000L, 1_500L), SnapshotStore.of(journal()).sequences());
        assertEquals(json("replay", "--json").get("stateHash"), followed.get("newest").get("stateHash"));
        assertEquals(List.of("snapshots"),
                ReaderRegistration.list(journal()).stream().map(ReaderRegistration.Reader::name).toList());
    }

    @Test
    void shouldReadWhatTheAppHasWrittenAndWhatWasRecordedInTheSameJournal() throws IOException
    {
        LengthApp app = new LengthApp();
        LengthApp.Length event = app.newEvent();
        try (JournalWriter<LengthApp.Length> writer = JournalWriter.open(journal(), app.codec(), SmallJournal.OPTIONS))
        {
            for (int i = 0; i < 10; i++)
            {
                event.position(0, i);
                app.read(new ConsumerRecord<>("numbers", 0, i, new byte[0], new byte[i]), event);
                writer.onEvent(event, i, true);
            }
        }
        add(journal(), 10);

        JsonNode followed = json("follow", "--once", "--json");

        assertEquals(json("replay", "--json").get("stateHash"), followed.get("newest").get("stateHash"));
    }

    @Test
    void shouldSayWhatItHasDoneInThreeLines()
    {
        add(journal(), 1_000);

        assertEquals(0, follow(), terminal::err);

        List<String> lines = terminal.out().lines().toList();
        assertEquals(3, lines.size(), terminal::out);
        assertTrue(lines.get(0).startsWith("Followed 1,000 records of journal:" + journal() +
                ": sequences 0 to 999, in "), terminal.out());
        assertTrue(lines.get(1).startsWith("Wrote 1 snapshot; the newest stands at 1,000, "), terminal.out());
        assertTrue(lines.get(2).matches("State hash: [0-9a-f]{64}"), terminal.out());
        assertEquals("", terminal.err());
    }

    @Test
    void shouldSayThatNothingHasCome()
    {
        SmallJournal.of(journal());

        assertEquals(0, follow(), terminal::err);

        assertEquals(List.of("Nothing has come to journal:" + journal() + '.', "Wrote 0 snapshots; there is none."),
                terminal.out().lines().toList());
    }

    @Test
    void shouldPassOverABrokenSnapshotAndSaySo() throws IOException
    {
        add(journal(), 1_000);
        assertEquals(0, follow("--every-records", "600"), terminal::err);
        Path newest = journal().resolve("snapshots/0000000000000001000.snapshot");
        flip(newest, 60);

        JsonNode followed = json("follow", "--once", "--json");

        assertEquals(400, followed.get("records").asInt());
        assertEquals(newest.toString(), followed.get("broken").get(0).get("file").asText());
        flip(newest, 60);
        Terminal again = new Terminal();
        assertEquals(0, run(again, journal(), "follow", "--once"));
        assertEquals(List.of("passed over a broken snapshot: " + newest),
                again.errLines().stream().map(line -> line.replaceAll("\\.snapshot: .*", ".snapshot")).toList());
    }

    @Test
    void shouldFailInOneLineAtDamageAndKeepWhatCameBefore() throws IOException
    {
        add(journal(), 1_000);
        assertEquals(0, follow(), terminal::err);
        add(journal(), 1_000);
        Path last = journal().resolve("19700103F.cq4");
        flip(last, Files.readString(last, ISO_8859_1).lastIndexOf("xxx"));

        assertEquals(Ringmain.FAILED, follow("--every-records", "600"));

        assertEquals(1, terminal.errLines().stream().filter(line -> line.startsWith("ringmain: ")).count(),
                terminal.err());
        assertTrue(terminal.err().contains("19700103F.cq4"), terminal.err());
        assertFalse(terminal.err().contains("unexpected"), terminal.err());
        assertEquals(List.of(1_000L, 1_600L, 1_999L), SnapshotStore.of(journal()).sequences());
    }

    @Test
    void shouldNeedTheKeyOfAnEncryptedJournal() throws IOException
    {
        Path key = Files.writeString(folder.resolve("key"), "ab".repeat(32));
        try (SmallJournal writer = SmallJournal.at(journal(), SmallJournal.OPTIONS.withKey(JournalKey.ofFile(key))))
        {
            writer.add("secret");
        }

        assertEquals(Ringmain.FAILED, follow());
        assertEquals(1, terminal.errLines().size(), terminal::err);
        assertEquals(0, follow("--key-file", key.toString()), terminal::err);
        assertEquals(List.of(1L), SnapshotStore.of(journal()).sequences());
    }

    private static void flip(Path file, long position) throws IOException
    {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
        {
            bytes.seek(position);
            int before = bytes.read();
            bytes.seek(position);
            bytes.write(before ^ 1);
        }
    }
}
