package io.ringmain.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.journal.JournalWriter;

/** A torture that finds nothing is worth as much as it would have found: here the journal is wrong. */
final class DetectionTest
{
    private static final long SALT = 42;
    private static final int RECORDS = 1_000;

    @TempDir
    private Path temp;
    private Path journal;

    @BeforeEach
    void name()
    {
        journal = temp.resolve("journal");
    }

    private void write(int leftOut, int changed)
    {
        KnownInput input = new KnownInput(SALT);
        try (JournalWriter<Numbered> writer = JournalWriter.open(journal, Numbered.codec(input)))
        {
            Numbered event = new Numbered();
            for (int i = 0; i < RECORDS; i++)
            {
                if (i != leftOut)
                {
                    writer.onEvent(event.with(i == changed ? i + 1 : i), i, i % 10 == 9);
                }
            }
        }
    }

    @Test
    void shouldFindNothingInARightJournal()
    {
        write(-1, -1);

        JournalCheck check = JournalCheck.read(journal, SALT, null).requireAll(RECORDS - 1, "a test");

        assertEquals(RECORDS, check.records());
        assertNull(check.problem());
    }

    @Test
    void shouldFindARecordThatWasLost()
    {
        write(500, -1);

        TortureFailure failure = assertThrows(TortureFailure.class, () -> JournalCheck.read(journal, SALT, null));

        assertTrue(failure.getMessage().contains("record 500"), failure::getMessage);
    }

    @Test
    void shouldFindARecordThatIsAnother()
    {
        write(-1, 700);

        TortureFailure failure = assertThrows(TortureFailure.class, () -> JournalCheck.read(journal, SALT, null));

        assertTrue(failure.getMessage().contains("record 700"), failure::getMessage);
    }

    @Test
    void shouldFindThatWhatWasPromisedIsNotThere()
    {
        write(-1, -1);
        JournalCheck check = JournalCheck.read(journal, SALT, null);

        TortureFailure failure = assertThrows(TortureFailure.class, () -> check.requireAll(RECORDS, "a test"));

        assertTrue(failure.getMessage().contains(RECORDS + " was promised"), failure::getMessage);
    }
}
