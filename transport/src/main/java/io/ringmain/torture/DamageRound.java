package io.ringmain.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.ringmain.journal.JournalException;
import io.ringmain.journal.JournalKey;
import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalRepair;
import io.ringmain.journal.JournalReport;
import io.ringmain.journal.JournalVerifier;
import io.ringmain.journal.JournalWriter;

/**
 * Damages a copy of a journal that nobody writes, and looks whether that is told. Reading and opening may refuse, or find
 * everything; they may find less only where the damage cannot be told from the torn tail that a kill leaves: at the end of a
 * segment that was never sealed.
 */
final class DamageRound
{
    private final Path journal;
    private final Path copy;
    private final long salt;
    private final JournalKey key;
    private final long records;
    private final long durable;

    /** What came of it. */
    enum Outcome
    {
        /** It hit bytes that hold no record, or files that are not needed. */
        HARMLESS,
        /** It was told. */
        DETECTED,
        /** It looked like a torn tail, and was told as one at the most. */
        TORN_TAIL
    }

    /** For a journal of so many records, durable up to a sequence. */
    DamageRound(Path journal, Path copy, long salt, JournalKey key, long records, long durable)
    {
        this.durable = durable;
        this.journal = journal;
        this.copy = copy;
        this.salt = salt;
        this.key = key;
        this.records = records;
    }

    Outcome run(Damage damage, Random random)
    {
        try
        {
            JournalFiles.delete(copy);
            JournalFiles.copy(journal, copy);
            List<Path> segments = writtenSegments();
            if (segments.isEmpty())
            {
                return Outcome.HARMLESS;
            }
            // the last one, where most is to be had, as often as all others
            int last = segments.size() - 1;
            int chosen = random.nextBoolean() ? last : random.nextInt(segments.size());
            boolean tail = chosen == last && (damage == Damage.DELETE || !JournalFiles.isSealed(segments.get(chosen)));
            String done = damage.apply(segments.get(chosen), random);
            return judge(damage, done, tail);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome judge(Damage damage, String done, boolean tail)
    {
        JournalCheck read;
        try
        {
            read = JournalCheck.read(copy, salt, key);
        }
        catch (TortureFailure e)
        {
            throw new TortureFailure("With %s: %s".formatted(done, e.getMessage()), e);
        }
        if (read.problem() != null && damage.spares())
        {
            throw new TortureFailure(
                    "With %s the records cannot be read: %s".formatted(done, read.problem().getMessage()));
        }
        boolean silent = read.problem() == null && read.records() != records;
        if (silent && (!tail || damage == Damage.FLIP || read.records() <= durable))
        {
            throw new TortureFailure(
                    "With %s the reader found %d records of %d, of which %d had been durable, and said nothing"
                            .formatted(done,
                                    read.records(), records, durable + 1));
        }
        boolean told = !JournalVerifier.verify(copy, key, JournalVerifier.Progress.NONE).isClean();
        if (!told && read.problem() != null)
        {
            throw new TortureFailure("With %s the verifier found nothing, but the reader did: %s".formatted(done,
                    read.problem().getMessage()));
        }
        boolean refused = reopen(damage, done, read, tail);
        if (refused || read.problem() != null)
        {
            try
            {
                repair(done, read);
            }
            catch (JournalException e)
            {
                throw new TortureFailure(
                        "With %s the journal could not be repaired: %s".formatted(done, e.getMessage()), e);
            }
        }
        if (read.problem() == null && read.records() == records)
        {
            return refused || told ? Outcome.DETECTED : Outcome.HARMLESS;
        }
        return silent ? Outcome.TORN_TAIL : Outcome.DETECTED;
    }

    /** What could be read before must be there, and nothing else must be wrong. */
    private void repair(String done, JournalCheck read)
    {
        JournalRepair.repair(copy, false, JournalVerifier.Progress.NONE);
        JournalReport after = JournalVerifier.verify(copy, key, JournalVerifier.Progress.NONE);
        if (!after.isClean())
        {
            throw new TortureFailure("With %s a repair left %s, %s".formatted(done, after.damages(), after.findings()));
        }
        long kept = JournalCheck.readKept(copy, salt, key);
        if (kept < read.records())
        {
            throw new TortureFailure("With %s a repair kept %d records, but %d could be read before".formatted(done,
                    kept, read.records()));
        }
        JournalWriter.open(copy, Numbered.codec(new KnownInput(salt)),
                JournalOptions.defaults().withSegmentBytes(WriterChild.SEGMENT_BYTES)).close();
    }

    /** Opens for writing, and reads again what that has left. */
    private boolean reopen(Damage damage, String done, JournalCheck read, boolean tail)
    {
        long last;
        boolean told;
        try (JournalWriter<Numbered> writer = JournalWriter.open(copy, Numbered.codec(new KnownInput(salt)),
                JournalOptions.defaults().withSegmentBytes(WriterChild.SEGMENT_BYTES)))
        {
            last = writer.opening().lastSequence();
            told = !writer.opening().isClean();
        }
        catch (JournalException e)
        {
            if (damage.spares())
            {
                throw new TortureFailure("With %s the journal cannot be opened: %s".formatted(done, e.getMessage()), e);
            }
            return true;
        }
        if (last + 1 < records && (damage.spares() || !tail))
        {
            throw new TortureFailure("With %s opening went on behind record %d of %d%s".formatted(done, last,
                    records, told ? "" : ", and said nothing"));
        }
        if (last + 1 < records && !told && damage != Damage.DELETE)
        {
            throw new TortureFailure("With %s opening cut off the records behind %d, and said nothing".formatted(done,
                    last));
        }
        JournalCheck after = JournalCheck.read(copy, salt, key);
        if ((after.problem() == null && after.records() != last + 1) || after.records() < read.records())
        {
            throw new TortureFailure(
                    "With %s opening left %d records where %d could be read before it and %d is the last"
                            .formatted(done, after.records(), read.records(), last));
        }
        return false;
    }

    /** Those that hold something. */
    private List<Path> writtenSegments() throws IOException
    {
        try (Stream<Path> files = Files.list(copy))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).sorted().filter(JournalFiles::isBegun)
                    .toList();
        }
    }
}
