package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReaderRegistrationTest
{
    @TempDir
    private Path temp;

    private Path journal;

    @BeforeEach
    void makeJournal()
    {
        journal = temp.resolve("journal");
        Journals.open(journal).close();
    }

    @Test
    void shouldListReadersTheSlowestFirstUntilTheyAreClosed()
    {
        assertEquals(List.of(), ReaderRegistration.list(journal));
        ReaderRegistration fast = ReaderRegistration.register(journal, "fast", 0);
        ReaderRegistration slow = ReaderRegistration.register(journal, "slow", 7);
        fast.advance(90);

        assertEquals(List.of("slow 7", "fast 90"), told());
        assertEquals(90, fast.sequence());
        slow.close();
        assertEquals(List.of("fast 90"), told());
        fast.close();
        assertEquals(List.of(), told());
    }

    @Test
    void shouldGoOnWithWhatAKilledReaderOfThatNameHasLeft() throws IOException
    {
        ReaderRegistration.register(journal, "follower", 30);
        Path left = journal.resolve("readers").resolve("follower");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(3))));
        Files.writeString(left.resolveSibling(".follower.tmp"), "half");

        ReaderRegistration.Reader silent = ReaderRegistration.list(journal).get(0);
        assertTrue(silent.silent().compareTo(Duration.ofHours(2)) > 0, silent::toString);
        try (ReaderRegistration again = ReaderRegistration.register(journal, "follower", 31))
        {
            assertEquals(List.of("follower 31"), told());
            assertTrue(ReaderRegistration.list(journal).get(0).silent().compareTo(Duration.ofHours(1)) < 0);
            again.advance(32);
        }
    }

    @Test
    void shouldTakeAFileThatCannotBeUnderstoodAsNeedingEverything() throws IOException
    {
        ReaderRegistration.register(journal, "torn", 30);
        Files.write(journal.resolve("readers").resolve("torn"), new byte[3]);

        assertEquals(List.of("torn 0"), told());
    }

    @Test
    void shouldRefuseANameThatIsNoFile()
    {
        for (String name : new String[] {"", "../x", ".hidden", "a b", "a/b"})
        {
            assertThrows(IllegalArgumentException.class, () -> ReaderRegistration.register(journal, name, 0), name);
        }
        assertThrows(JournalException.class, () -> ReaderRegistration.register(temp.resolve("none"), "a", 0));
    }

    @Test
    void shouldLeaveTheJournalReadable()
    {
        ReaderRegistration.register(journal, "a", 0);
        try (JournalWriter<Note> writer = Journals.open(journal))
        {
            Journals.write(writer, 10, 20);
        }

        assertEquals(10, Journals.readAll(journal));
    }

    private List<String> told()
    {
        return ReaderRegistration.list(journal).stream().map(reader -> reader.name() + " " + reader.sequence())
                .toList();
    }
}
