package io.ringmain.torture;

import java.nio.file.Path;

import org.agrona.concurrent.UnsafeBuffer;

import io.ringmain.journal.JournalException;
import io.ringmain.journal.JournalKey;
import io.ringmain.journal.JournalReader;
import io.ringmain.journal.ReadOptions;

/**
 * Reads all of a journal and compares it with the {@link KnownInput}: no gap, every record as it was given, and the state of an
 * app over the records as that over the input.
 *
 * @param records how many were read
 * @param problem why the reader went no further, null when it came to the end
 */
record JournalCheck(long records, JournalException problem)
{
    private static final int LONGEST = 1 << 16;

    /** Reads until the end or the first damage; whatever was handed on must be right. */
    static JournalCheck read(Path journal, long salt, JournalKey key)
    {
        KnownInput input = new KnownInput(salt);
        Ledger recovered = new Ledger();
        Ledger known = new Ledger();
        UnsafeBuffer expected = new UnsafeBuffer(new byte[LONGEST]);
        long next = 0;
        JournalException problem = null;
        try (JournalReader reader = JournalReader.open(journal, ReadOptions.defaults().withKey(key)))
        {
            while (reader.next())
            {
                check(reader, next, input);
                recovered.apply(reader.buffer(), reader.offset(), reader.length());
                known.apply(expected, 0, input.write(next, expected, 0));
                next++;
            }
        }
        catch (JournalException e)
        {
            problem = e;
        }
        if (!recovered.hash().equals(known.hash()))
        {
            throw new TortureFailure("The state after %d recovered records is %s, that after the known input %s: %s"
                    .formatted(next, recovered.hash(), known.hash(), journal));
        }
        return new JournalCheck(next, problem);
    }

    /** Reads all that a repair has kept, which may have gaps; returns how many records there are. */
    static long readKept(Path journal, long salt, JournalKey key)
    {
        KnownInput input = new KnownInput(salt);
        long last = -1;
        long kept = 0;
        try (JournalReader reader = JournalReader.open(journal, ReadOptions.defaults().withKey(key)))
        {
            while (reader.next())
            {
                check(reader, Math.max(reader.sequence(), last + 1), input);
                last = reader.sequence();
                kept++;
            }
        }
        catch (JournalException e)
        {
            throw new TortureFailure("After a repair the journal cannot be read behind record %d: %s".formatted(last,
                    e.getMessage()), e);
        }
        return kept;
    }

    private static void check(JournalReader reader, long due, KnownInput input)
    {
        if (reader.sequence() != due)
        {
            throw new TortureFailure("The reader went on with sequence %d where %d was due, and said nothing"
                    .formatted(reader.sequence(), due));
        }
        if (reader.partition() != KnownInput.partition(due) || reader.position() != KnownInput.position(due) ||
                !input.matches(due, reader.buffer(), reader.offset(), reader.length()))
        {
            throw new TortureFailure(
                    "The record %d (%d bytes, partition %d, position %d) is not the one that was written"
                            .formatted(due, reader.length(), reader.partition(), reader.position()));
        }
    }

    /** Fails unless the reader came to the end, and that is behind what was promised. */
    JournalCheck requireAll(long promised, String after)
    {
        if (problem != null)
        {
            throw new TortureFailure("After %s the journal cannot be read behind record %d: %s".formatted(after,
                    records - 1, problem.getMessage()), problem);
        }
        return require(promised, after);
    }

    /** Fails unless what was promised was read, whatever comes behind it. */
    JournalCheck require(long promised, String after)
    {
        if (records <= promised)
        {
            throw new TortureFailure("After %s the journal has the records up to %d, but %d was promised%s"
                    .formatted(after, records - 1, promised, problem == null ? "" : ": " + problem.getMessage()),
                    problem);
        }
        return this;
    }
}
