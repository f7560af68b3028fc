package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads every byte of a journal and says what is not as it was written: all batches and that they go on from each other,
 * each sealed segment's checksum as a whole, the index, and that Chronicle's metadata can be read. A journal that is being
 * written may be verified, too; what comes meanwhile is read as far as it goes.
 *
 * <p>
 * Threading: one thread verifies; the report may go anywhere. Maps one segment at a time.
 */
public final class JournalVerifier
{
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path directory;
    private final JournalKey key;
    private final Progress progress;
    private final JournalMap map;
    private final List<JournalDamage> damages = new ArrayList<>();
    private final List<JournalDamage> mismatches = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Integer> cycles;
    private long totalBytes;
    private long doneBytes;
    private int checked;

    /** Is told how far a long work is. */
    @FunctionalInterface
    public interface Progress
    {
        /** For those who do not want to know. */
        Progress NONE = (done, total) ->
        {};

        /**
         * Called now and then, on the thread that works.
         *
         * @param doneBytes  so far
         * @param totalBytes as counted at the beginning
         */
        void at(long doneBytes, long totalBytes);
    }

    private JournalVerifier(Path directory, JournalKey key, Progress progress)
    {
        this.directory = directory;
        this.key = key;
        this.progress = progress;
        map = new JournalMap(directory);
        cycles = map.cycles();
    }

    /**
     * Verifies a journal.
     *
     * @param directory of the journal
     * @param key       of an encrypted one; null to check only what can be checked without, which is all that damage can do
     * @param progress  is told how far it is
     * @return what was found
     * @throws JournalException when there is no journal, the key is wrong, or the files cannot be read
     */
    public static JournalReport verify(Path directory, JournalKey key, Progress progress)
    {
        ChronicleSetup.forReading();
        try
        {
            return new JournalVerifier(JournalDirectory.forReading(directory), key, progress).run();
        }
        catch (IOException e)
        {
            throw new JournalException("The journal " + directory + " cannot be read: " + e, e);
        }
    }

    private JournalReport run() throws IOException
    {
        long begin = System.nanoTime();
        checkIndex();
        checkMetadata();
        for (int cycle : cycles)
        {
            totalBytes += size(cycle);
        }
        long records = 0;
        boolean encrypted = false;
        long last;
        BatchRecords opened = new BatchRecords(directory, key);
        try (JournalWalk walk = new JournalWalk(directory, damages::add, known ->
        {
            // the notes have it already
        }))
        {
            while (walk.next())
            {
                Segment segment = walk.segment();
                checkSegments(segment.cycle());
                int batch = segment.batchOffset();
                boolean secret = (BatchDescriptor.flags(segment.buffer(), batch) & BatchDescriptor.ENCRYPTED) != 0;
                encrypted |= secret;
                String problem = null;
                if (!secret || key != null)
                {
                    problem = opened.open(segment, batch);
                    problem = problem == null && !opened.isWhole() ? "its records do not fill it" : problem;
                }
                if (problem == null)
                {
                    records += BatchDescriptor.count(segment.buffer(), batch);
                }
                else
                {
                    walk.skipBatch(problem);
                }
                progress.at(doneBytes + segment.position(), totalBytes);
            }
            last = walk.due() - 1;
            checkNotBegun(walk.segment() == null ? 0 : walk.segment().cycle(), walk.due());
            if (walk.segment() != null && map.refresh().sealed(walk.segment().cycle()) == null)
            {
                checkOpenEnd(walk.segment(), walk.due());
            }
        }
        checkSegments(Integer.MAX_VALUE);
        // what was told of a segment says more than that its checksum differs
        mismatches.removeIf(
                mismatch -> damages.stream().anyMatch(damage -> damage.segment().equals(mismatch.segment())));
        damages.addAll(mismatches);
        progress.at(totalBytes, totalBytes);
        return new JournalReport(directory, map.content().trimmed().firstSequence(), last, records, cycles.size(),
                totalBytes, encrypted, !encrypted || key != null, damages, findings, notes, System.nanoTime() - begin);
    }

    private long size(int cycle) throws IOException
    {
        Path file = map.file(cycle);
        // it may be trimmed meanwhile
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private void checkIndex()
    {
        IndexContent content = map.content();
        if (content.problem() != null)
        {
            findings.add(content.problem());
        }
        else if (content.isTorn() && map.refresh().isTorn())
        {
            findings.add(
                    "%s ends with something that is no record, as a power loss leaves it; the next opening for writing mends that"
                            .formatted(directory.resolve(JournalIndex.FILE)));
        }
        if (!content.isPresent() && !cycles.isEmpty())
        {
            findings.add("%s is missing; a last segment that is missing would not be noticed without it"
                    .formatted(directory.resolve(JournalIndex.FILE)));
        }
        for (IndexRecord loss : content.losses())
        {
            notes.add(loss.count() == 0
                    ? "A repair has given up the segment %s.".formatted(map.file(loss.cycle()))
                    : "A repair has given up the sequences %d to %d.".formatted(loss.firstSequence(),
                            loss.lastSequence()));
        }
        for (int cycle : SegmentFiles.cycles(directory))
        {
            if (cycle < content.trimmed().cycle())
            {
                notes.add("%s was trimmed and is left over; the next trimming deletes it.".formatted(map.file(cycle)));
            }
        }
    }

    private void checkMetadata() throws IOException
    {
        Path file = directory.resolve(SegmentFiles.METADATA);
        String problem = ChronicleMetadata.problem(file);
        boolean isBegun = Files.exists(file) || !cycles.isEmpty();
        if (problem != null && isBegun)
        {
            findings.add(
                    "%s %s; the journal can be read without it, and opening it for writing after \"ringmain repair\" makes it anew"
                            .formatted(file, problem));
        }
    }

    /** Compares the segments up to a cycle, as a whole, with what the index says of them. */
    private void checkSegments(int upTo) throws IOException
    {
        while (checked < cycles.size() && cycles.get(checked) <= upTo)
        {
            doneBytes += checked > 0 ? size(cycles.get(checked - 1)) : 0;
            int cycle = cycles.get(checked++);
            IndexRecord facts = map.content().sealed(cycle);
            try (Segment segment = facts == null ? null : Segment.openIfPresent(map.file(cycle)))
            {
                if (segment != null)
                {
                    check(segment, facts);
                }
            }
        }
    }

    private void check(Segment segment, IndexRecord facts)
    {
        String problem = null;
        if (segment.length() < facts.length())
        {
            problem = "it has been cut from %d to %d bytes".formatted(facts.length(), segment.length());
        }
        else
        {
            int crc = facts.isChecked() ? segment.crc((int) facts.length()) : facts.crc();
            if (crc != facts.crc())
            {
                problem = "its CRC32C is %08x, and was %08x when it was sealed".formatted(crc, facts.crc());
            }
            int behind = segment.endOfWritten((int) facts.length()) - (int) facts.length();
            if (behind > 0)
            {
                notes.add("%s has bytes behind its end mark at %d that belong to nothing.".formatted(segment.file(),
                        facts.length() - SegmentFacts.END_BYTES));
            }
        }
        if (problem != null)
        {
            mismatches.add(new JournalDamage(segment.file(), 0, facts.firstSequence(), facts.firstSequence() - 1,
                    problem));
        }
    }

    /** Segments behind the end that were written to though their header did not come to the disk. */
    private void checkNotBegun(int lastCycle, long due)
    {
        for (int cycle : cycles)
        {
            try (Segment segment = cycle > lastCycle ? Segment.openIfPresent(map.file(cycle)) : null)
            {
                int found = segment == null || segment.isInitialised() ? -1 : segment.findBatch(0);
                if (found >= 0 && !segment.isInitialised())
                {
                    damages.add(new JournalDamage(segment.file(), 0, due,
                            BatchDescriptor.firstSequence(segment.buffer(), found) - 1, "its header is gone"));
                    return;
                }
            }
        }
    }

    /** Read and not mapped, since its writer may close it meanwhile and give back the rest. */
    private void checkOpenEnd(Segment segment, long due) throws IOException
    {
        int end = segment.position();
        // as the opening looks: directly behind the end a kill may leave a whole batch that nobody has acknowledged
        int found = segment.findBatch(end + 2 * Segment.HEADER_BYTES);
        if (found >= 0 && !segment.isWritten())
        {
            damages.add(new JournalDamage(segment.file(), end, due,
                    BatchDescriptor.firstSequence(segment.buffer(), found) - 1,
                    "a hole with a whole batch behind it"));
            return;
        }
        long written = end;
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ))
        {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
            for (long at = end; channel.read(chunk.clear(), at) > 0; at += chunk.limit())
            {
                chunk.flip();
                for (int i = chunk.limit() - 1; i >= 0; i--)
                {
                    if (chunk.get(i) != 0)
                    {
                        written = at + i + 1;
                        break;
                    }
                }
            }
        }
        if (written > end)
        {
            notes.add(
                    "%s ends at byte %d with %d bytes behind it that were never completed: it is being written, or its writer was killed."
                            .formatted(segment.file(), end, written - end));
        }
    }
}
