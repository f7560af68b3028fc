package io.ringmain.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Makes a damaged journal usable again, in place, and throws nothing away: a damaged segment is put aside into
 * {@code damaged/}, and its good batches are copied into a new one under the same name and with the same sequences. What
 * is missing between them is entered in the index as given up, so that readers pass it knowingly and say so, and a writer
 * goes on behind it. A segment that is missing is given up as a whole, the index and Chronicle's metadata are made anew.
 *
 * <p>
 * A repair that is killed can be run again: the new segment takes the place of the old one in one step. Threading: one
 * thread; the journal must have no writer, which the repair locks out.
 */
public final class JournalRepair
{
    static final String ASIDE = "damaged";

    private final Path directory;
    private final boolean dryRun;
    private final Path aside;
    private final List<String> actions = new ArrayList<>();
    private final List<JournalDamage> lost = new ArrayList<>();

    private JournalRepair(Path directory, boolean dryRun)
    {
        this.directory = directory;
        this.dryRun = dryRun;
        aside = directory.resolve(ASIDE);
    }

    /**
     * Repairs a journal.
     *
     * @param directory of the journal
     * @param dryRun    true to only say what would be done
     * @param progress  is told how far the reading is
     * @return what was wrong, and what was done
     * @throws JournalException when there is no journal, it has a writer, or the disk fails
     */
    public static RepairReport repair(Path directory, boolean dryRun, JournalVerifier.Progress progress)
    {
        ChronicleSetup.forWriting();
        Path journal = JournalDirectory.forReading(directory);
        try (WriterLock lock = WriterLock.acquire(journal))
        {
            assert lock != null;
            return new JournalRepair(journal, dryRun).run(progress);
        }
        catch (IOException e)
        {
            throw new JournalException(
                    "The journal %s could not be repaired: %s. Nothing was lost by that; repair it again."
                            .formatted(directory, e),
                    e);
        }
    }

    private RepairReport run(JournalVerifier.Progress progress) throws IOException
    {
        JournalReport before = JournalVerifier.verify(directory, null, progress);
        if (!before.isClean())
        {
            IndexContent content = JournalIndex.load(directory);
            List<IndexRecord> losses = losses(before, content);
            Map<Integer, IndexRecord> rewritten = rewriteDamaged(before, content, losses);
            putMetadataAside();
            replaceIndex(content, losses, rewritten);
            if (!dryRun)
            {
                // the end that a kill has left open
                JournalTail.settle(directory);
            }
        }
        return new RepairReport(before, actions, lost, dryRun);
    }

    /** What readers are to pass knowingly: every range that was found to be lost, and every segment that is not there. */
    private List<IndexRecord> losses(JournalReport before, IndexContent content)
    {
        List<IndexRecord> losses = new ArrayList<>(content.losses());
        for (JournalDamage damage : before.damages())
        {
            if (damage.lost() != 0 && !isTornTail(damage, content))
            {
                lost.add(damage);
                losses.add(IndexRecord.lost(SegmentFiles.cycle(damage.segment()), damage.firstLost(),
                        Math.max(0, damage.lost())));
            }
        }
        int firstCycle = content.trimmed().cycle();
        int last = Math.max(content.lastCycle(), lastFile());
        for (int cycle = firstCycle; cycle <= last; cycle++)
        {
            Path file = SegmentFiles.segment(directory, cycle);
            if (!Files.exists(file) && !content.isGivenUp(cycle))
            {
                actions.add("The segment %s is missing and is given up.".formatted(file));
                losses.add(IndexRecord.lost(cycle, before.firstSequence(), 0));
            }
        }
        return losses;
    }

    private int lastFile()
    {
        List<Integer> cycles = SegmentFiles.cycles(directory);
        return cycles.isEmpty() ? 0 : cycles.get(cycles.size() - 1);
    }

    /** An end that the opening settles without our help, and whose sequences come again. */
    private boolean isTornTail(JournalDamage damage, IndexContent content)
    {
        int cycle = SegmentFiles.cycle(damage.segment());
        return damage.lost() == JournalDamage.UNKNOWN && content.sealed(cycle) == null &&
                Files.exists(damage.segment()) &&
                isSettled(damage.segment());
    }

    private static boolean isSettled(Path file)
    {
        try (Segment segment = Segment.open(file))
        {
            return segment.isUntouched() || TailScan.of(segment).batches() >= 0;
        }
        catch (JournalDamagedException e)
        {
            return false;
        }
    }

    /** The facts of the segments that were written anew; null facts for one in which nothing was good. */
    private Map<Integer, IndexRecord> rewriteDamaged(JournalReport before, IndexContent content,
            List<IndexRecord> losses) throws IOException
    {
        Map<Integer, IndexRecord> rewritten = new HashMap<>();
        TreeSet<Integer> cycles = new TreeSet<>(SegmentFiles.cycles(directory));
        long due = content.trimmed().firstSequence();
        int lastWritten = lastWritten(cycles);
        for (int cycle : cycles.tailSet(content.trimmed().cycle()))
        {
            Path file = SegmentFiles.segment(directory, cycle);
            SegmentCopy copy = SegmentCopy.of(file, content.sealed(cycle), due, cycle >= lastWritten);
            due = copy.next();
            giveUp(copy.gaps(), cycle, losses);
            if (copy.isNeeded())
            {
                boolean nothing = copy.batches().isEmpty();
                actions.add(nothing
                        ? "The segment %s holds no whole batch; it is put aside into %s.".formatted(file, aside)
                        : "The segment %s is written anew with its %d good batches; the damaged one is put aside into %s."
                                .formatted(file, copy.batches().size(), aside));
                if (nothing)
                {
                    losses.add(IndexRecord.lost(cycle, before.firstSequence(), 0));
                }
                rewritten.put(cycle, null);
                if (!dryRun)
                {
                    record(losses);
                    rewritten.put(cycle, replace(file, copy));
                }
            }
        }
        return rewritten;
    }

    /** What the reading of the journal could not tell, since it took a hole for the end. */
    private void giveUp(List<JournalDamage> gaps, int cycle, List<IndexRecord> losses)
    {
        for (JournalDamage gap : gaps)
        {
            if (!IndexContent.isLost(losses, gap.firstLost(), gap.lastLost()))
            {
                lost.add(gap);
                losses.add(IndexRecord.lost(cycle, gap.firstLost(), gap.lost()));
            }
        }
    }

    /** The last segment of which anything came to the disk; those behind it were filled ahead, or are lost as a whole. */
    private int lastWritten(NavigableSet<Integer> cycles)
    {
        for (int cycle : cycles.descendingSet())
        {
            try (Segment segment = Segment.open(SegmentFiles.segment(directory, cycle)))
            {
                if (!segment.isUntouched())
                {
                    return cycle;
                }
            }
        }
        return 0;
    }

    /** Before anything is taken away, so that a kill leaves nothing that is missing for no reason. */
    private void record(List<IndexRecord> losses) throws IOException
    {
        if (JournalIndex.load(directory).problem() == null)
        {
            for (IndexRecord loss : losses)
            {
                JournalIndex.of(directory).lost(loss.cycle(), loss.firstSequence(), loss.count());
            }
        }
    }

    private IndexRecord replace(Path file, SegmentCopy copy) throws IOException
    {
        if (copy.batches().isEmpty())
        {
            putAside(file);
            return null;
        }
        Path copied = copy.write(directory.resolve("repairing"));
        Files.createDirectories(aside);
        Path kept = free(file);
        Files.copy(file, kept);
        force(kept);
        force(aside);
        Files.move(copied, file, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(copied.getParent());
        force(directory);
        return SegmentFacts.read(file, true, HelperPace.AT_ONCE);
    }

    private void putAside(Path file) throws IOException
    {
        Files.createDirectories(aside);
        Files.move(file, free(file), StandardCopyOption.ATOMIC_MOVE);
        force(aside);
        force(directory);
    }

    /** A former repair may have put one with the same name aside. */
    private Path free(Path file)
    {
        Path kept = aside.resolve(file.getFileName());
        for (int i = 2; Files.exists(kept); i++)
        {
            kept = aside.resolve(file.getFileName() + "." + i);
        }
        return kept;
    }

    private void putMetadataAside() throws IOException
    {
        Path file = directory.resolve(SegmentFiles.METADATA);
        if (Files.exists(file) && ChronicleMetadata.problem(file) != null)
        {
            actions.add("Chronicle's %s is put aside into %s; the next writer makes it anew.".formatted(file, aside));
            if (!dryRun)
            {
                putAside(file);
            }
        }
    }

    private void replaceIndex(IndexContent content, List<IndexRecord> losses, Map<Integer, IndexRecord> rewritten)
            throws IOException
    {
        actions.add("The index %s is made anew.".formatted(directory.resolve(JournalIndex.FILE)));
        if (dryRun)
        {
            return;
        }
        List<IndexRecord> records = new ArrayList<>();
        for (IndexRecord known : IndexRebuild.records(directory, content, true))
        {
            boolean there = Files.exists(SegmentFiles.segment(directory, known.cycle()));
            switch (known.kind())
            {
                case TRIMMED -> records.add(known);
                case BEGUN, SEALED -> {
                    if (rewritten.get(known.cycle()) != null)
                    {
                        records.add(rewritten.get(known.cycle()));
                    }
                    else if (there)
                    {
                        records.add(known);
                    }
                }
                // they follow, with what was found now
                case LOST, DISCARDED -> {
                }
            }
        }
        records.addAll(losses.stream().distinct().toList());
        JournalIndex.of(directory).replace(records);
    }

    private static void force(Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            channel.force(true);
        }
    }
}
