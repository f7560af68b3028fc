package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ringmain.journal.JournalOpening.Finding;
import io.ringmain.journal.JournalOpening.Kind;

/**
 * Settles the end of a journal: a segment without a whole batch is deleted, an open one is ended with a mark behind its
 * last whole batch, so that nothing is ever appended behind a hole, and every segment is entered in the index. A hole with
 * a whole batch behind it is no torn tail but damage, and is refused, and so is a last segment that is missing.
 *
 * <p>
 * A kill at any point leaves what the next opening settles: a segment is entered as begun when it is on disk, as discarded
 * before it is deleted, and as sealed when its end mark is on disk. Of the segments that are sealed only the last is read, so
 * the time does not grow with the journal.
 */
final class TailSettler
{
    private static final Logger LOG = LoggerFactory.getLogger(TailSettler.class);

    private final Path directory;
    private final boolean closing;
    private final JournalIndex index;
    private final List<Finding> findings = new ArrayList<>();
    private IndexContent content;
    private List<Integer> cycles;

    TailSettler(Path directory, boolean closing)
    {
        this.directory = directory;
        this.closing = closing;
        index = JournalIndex.of(directory);
    }

    JournalTail settle()
    {
        long begin = System.nanoTime();
        try
        {
            load();
            requireLastSegment();
            lookForMissing();
            long last = JournalTail.NONE;
            while (!cycles.isEmpty() && last == JournalTail.NONE)
            {
                last = settle(cycles.get(cycles.size() - 1));
                if (last == JournalTail.NONE)
                {
                    // another one is the last now
                    cycles = cycles.subList(0, cycles.size() - 1);
                    content = JournalIndex.load(directory);
                    requireLastSegment();
                }
            }
            sealFormer();
            return tail(last, System.nanoTime() - begin);
        }
        catch (IOException e)
        {
            throw new JournalException(
                    "The end of the journal %s could not be settled: %s. Nothing was lost; open the journal again."
                            .formatted(directory, e),
                    e);
        }
    }

    private void load() throws IOException
    {
        listSegments();
        if (content.problem() != null || (!content.isPresent() && !cycles.isEmpty()))
        {
            index.replace(IndexRebuild.records(directory, content, false));
            found(Kind.INDEX_REBUILT, content.problem() == null
                    ? "The index %s was missing and was made anew from the segments."
                            .formatted(directory.resolve(JournalIndex.FILE))
                    : content.problem() + "; it was made anew from the segments and what was left of it.");
            listSegments();
        }
    }

    /** The files first: what a trimmer had deleted by then, the index already knows. */
    private void listSegments()
    {
        List<Integer> all = SegmentFiles.cycles(directory);
        content = JournalIndex.load(directory);
        cycles = all.stream().filter(cycle -> cycle >= content.trimmed().cycle()).toList();
    }

    /** A trimmer may delete segments meanwhile; they have the size that is given then. */
    private static long size(Path file, long whenGone) throws IOException
    {
        try
        {
            return Files.size(file);
        }
        catch (NoSuchFileException e)
        {
            return whenGone;
        }
    }

    /** Otherwise its sequences would be given to other records. */
    private void requireLastSegment()
    {
        int last = content.lastCycle();
        if (last > 0 && !cycles.contains(last))
        {
            throw missing(last, "the file is missing, and it is the journal's last");
        }
    }

    /** The same where the index does not know it: an empty segment says that there was another before it. */
    private void requireFormer(int cycle)
    {
        int former = cycle - 1;
        if (former >= content.trimmed().cycle() && !cycles.contains(former) && !content.isGivenUp(former))
        {
            throw missing(former, "the file is missing, and the one behind it holds no record");
        }
    }

    private JournalDamagedException missing(int cycle, String what)
    {
        IndexRecord facts = content.sealed(cycle);
        return new JournalDamagedException(SegmentFiles.segment(directory, cycle), 0,
                facts != null ? facts.firstSequence() : firstDue(cycle),
                facts != null ? facts.lastSequence() : JournalDamage.UNKNOWN, what);
    }

    /** The sequence with which a segment has to begin, as far as those before it tell. */
    private long firstDue(int cycle)
    {
        for (int former = cycle - 1; former >= content.trimmed().cycle(); former--)
        {
            IndexRecord facts = content.sealed(former);
            long due = facts != null ? facts.lastSequence() + 1 : firstDueBehind(former);
            if (due > 0)
            {
                return due;
            }
        }
        return content.trimmed().firstSequence();
    }

    /** What is due behind the good batches of a segment; 0 without one. */
    private long firstDueBehind(int cycle)
    {
        try (Segment segment = Segment.openIfPresent(SegmentFiles.segment(directory, cycle)))
        {
            return segment == null || segment.isUntouched() ? 0 : TailScan.of(segment).lastSequence() + 1;
        }
        catch (JournalDamagedException e)
        {
            return e.damage().firstLost();
        }
    }

    private void lookForMissing() throws IOException
    {
        Set<Integer> present = new HashSet<>(cycles);
        for (int cycle : content.cycles())
        {
            Path file = SegmentFiles.segment(directory, cycle);
            IndexRecord facts = content.sealed(cycle);
            if (!present.contains(cycle))
            {
                found(Kind.SEGMENT_MISSING, "The segment %s is missing.".formatted(file));
            }
            else if (facts != null && cycle < content.lastCycle() && size(file, facts.length()) < facts.length())
            {
                found(Kind.SEGMENT_MISSING, "The segment %s has been cut from %d to %d bytes.".formatted(file,
                        facts.length(), size(file, facts.length())));
            }
        }
        int first = content.trimmed().cycle();
        if (!cycles.isEmpty() && cycles.get(0) > first && content.segment(first) == null && !content.isGivenUp(first))
        {
            found(Kind.SEGMENT_MISSING,
                    "The segments before %s are missing, and it is not known that they were trimmed."
                            .formatted(SegmentFiles.segment(directory, cycles.get(0))));
        }
    }

    /** Returns the last sequence in the segment, or NONE when it held no record and was deleted. */
    private long settle(int cycle) throws IOException
    {
        Path file = SegmentFiles.segment(directory, cycle);
        IndexRecord facts = content.sealed(cycle);
        if (facts != null)
        {
            requireAsSealed(file, facts);
            return facts.lastSequence();
        }
        TailScan scan = scan(file);
        if (scan == null || scan.batches() == 0)
        {
            requireFormer(cycle);
        }
        if (scan != null && scan.batches() == 0)
        {
            found(Kind.TAIL_SEALED,
                    "The segment %s was begun and written to, but none of its batches was forced to disk as a whole; they are gone, and it was deleted."
                            .formatted(file));
            index.discarded(cycle);
            Files.delete(file);
            return JournalTail.NONE;
        }
        if (scan == null)
        {
            boolean begun = content.segment(cycle) != null;
            index.discarded(cycle);
            Files.delete(file);
            if (begun)
            {
                found(Kind.SEGMENT_DISCARDED, "The segment %s held no record and was deleted.".formatted(file));
            }
            return JournalTail.NONE;
        }
        if (!scan.ended())
        {
            int cutOff = seal(file, scan);
            found(Kind.UNCLEAN_END, "The last session did not close the journal.");
            if (scan.lostBytes())
            {
                found(Kind.TAIL_SEALED,
                        "Records behind sequence %d (byte %d of %s) were written but not forced to disk, and are gone; %d bytes were cut off, and the journal goes on with sequence %d."
                                .formatted(scan.lastSequence(), scan.end(), file, cutOff, scan.lastSequence() + 1));
            }
            else if (cutOff > 0)
            {
                found(Kind.TAIL_SEALED,
                        "The segment %s was ended behind sequence %d (byte %d); %d bytes of a batch that was never written whole were cut off."
                                .formatted(file, scan.lastSequence(), scan.end(), cutOff));
            }
        }
        index.sealed(cycle, closing || scan.ended(), HelperPace.AT_ONCE);
        return scan.lastSequence();
    }

    /** Reads the last segment, so that nothing is appended behind damage in what a crash may have hit. */
    private static void requireAsSealed(Path file, IndexRecord facts)
    {
        try (Segment segment = Segment.open(file))
        {
            if (facts.isChecked() && segment.length() >= facts.length() &&
                    segment.crc((int) facts.length()) == facts.crc())
            {
                return;
            }
            TailScan scan = TailScan.of(segment);
            boolean sameEnd = scan.ended() && scan.end() + SegmentFacts.END_BYTES == facts.length() &&
                    scan.lastSequence() == facts.lastSequence();
            if (facts.isChecked() || !sameEnd)
            {
                throw new JournalDamagedException(file, sameEnd ? 0 : scan.end(), scan.lastSequence() + 1,
                        facts.lastSequence(),
                        "its %d bytes with sequence %d as the last are not those that were sealed, %d with %d"
                                .formatted(scan.end(), scan.lastSequence(), facts.length(), facts.lastSequence()));
            }
        }
    }

    /** Returns null when there is no record: it was filled ahead, or its writer was killed before the first. */
    private TailScan scan(Path file)
    {
        try (Segment segment = Segment.open(file))
        {
            if (segment.isUntouched())
            {
                return null;
            }
            TailScan scan = TailScan.of(segment);
            if (scan.batches() > 0 || (scan.lostBytes() && !closing))
            {
                return scan;
            }
            if (!scan.lostBytes())
            {
                return null;
            }
            throw new JournalDamagedException(file, 0, 0, JournalDamage.UNKNOWN, "it holds no whole batch");
        }
        catch (JournalDamagedException e)
        {
            JournalDamage damage = e.damage();
            throw damage.firstLost() > 0
                    ? e
                    : new JournalDamagedException(file, damage.position(), firstDue(SegmentFiles.cycle(file)),
                            damage.lastLost(), damage.what());
        }
    }

    /** Those before the last that a kill kept out of the index: they were full, and not yet read. */
    private void sealFormer() throws IOException
    {
        for (int i = 0; i < cycles.size() - 1; i++)
        {
            int cycle = cycles.get(i);
            if (content.sealed(cycle) == null)
            {
                try
                {
                    force(SegmentFiles.segment(directory, cycle));
                    index.sealed(cycle, true, HelperPace.AT_ONCE);
                }
                catch (JournalDamagedException e)
                {
                    found(Kind.SEGMENT_MISSING, e.damage() + ".");
                }
            }
        }
    }

    private void found(Kind kind, String text)
    {
        if (!closing)
        {
            findings.add(new Finding(kind, text));
            LOG.warn("{}", text);
        }
    }

    private JournalTail tail(long lastInSegments, long tookNs) throws IOException
    {
        long last = lastInSegments;
        for (IndexRecord loss : content.losses())
        {
            last = Math.max(last, loss.lastSequence());
        }
        long bytes = 0;
        for (int cycle : cycles)
        {
            bytes += size(SegmentFiles.segment(directory, cycle), 0);
        }
        // nothing may be left of a trimmed journal
        int lastCycle = cycles.isEmpty() ? content.trimmed().cycle() - 1 : cycles.get(cycles.size() - 1);
        IndexRecord newest = JournalIndex.load(directory).sealed(lastCycle);
        return new JournalTail(last, lastCycle, newest == null ? 0 : newest.lastTimeNs(),
                new JournalOpening(content.trimmed().firstSequence(), last,
                        cycles.size(), bytes, tookNs, findings));
    }

    /**
     * Corrects the write position, puts the end mark behind the last whole batch, and gives back the rest; returns how much
     * of that was not zero.
     */
    private static int seal(Path file, TailScan scan) throws IOException
    {
        int written = writtenBehind(file, scan.end());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            ByteBuffer position = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            position.putLong(scan.lastPosition());
            // Chronicle's pair of position and number of the last excerpt
            position.putLong(((long) scan.lastPosition() << 32) | (scan.batches() - 1));
            write(channel, position.flip(), Segment.WRITE_POSITION_OFFSET);
            // before the mark, which says that nothing is missing
            channel.force(true);
            ByteBuffer mark = ByteBuffer.allocate(SegmentFacts.END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            mark.putInt(Segment.END_MARK).putInt(Segment.END_TEXT)
                    .putInt(BatchDescriptor.place(SegmentFiles.cycle(file), scan.end()));
            write(channel, mark.flip(), scan.end());
            channel.force(true);
            channel.truncate((long) scan.end() + SegmentFacts.END_BYTES);
            channel.force(true);
        }
        return written;
    }

    private static int writtenBehind(Path file, int from)
    {
        try (Segment segment = Segment.open(file))
        {
            return segment.endOfWritten(from) - from;
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException
    {
        for (long at = position; bytes.hasRemaining();)
        {
            at += channel.write(bytes, at);
        }
    }

    private static void force(Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            channel.force(true);
        }
    }
}
