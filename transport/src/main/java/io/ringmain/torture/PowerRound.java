package io.ringmain.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.agrona.IoUtil;

import io.ringmain.journal.JournalDamagedException;
import io.ringmain.journal.JournalKey;
import io.ringmain.journal.JournalOpening;
import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalRepair;
import io.ringmain.journal.JournalVerifier;
import io.ringmain.journal.JournalWriter;

/**
 * A writer on a disk that loses its power: all that it had called durable before must be on the disk. Meanwhile pages of its
 * segments are written back in any order, as a kernel may that needs memory.
 */
final class PowerRound
{
    private static final int PAGE_BYTES = 4096;
    private static final int RECORDS_MORE = 100;
    private static final long UP_TO_NS = 250_000_000;

    private final PowerDisk disk;
    private final Path keyFile;
    private final JournalKey key;
    private final Path before;

    PowerRound(PowerDisk disk, Path keyFile, JournalKey key, Path before)
    {
        this.before = before;
        this.disk = disk;
        this.keyFile = keyFile;
        this.key = key;
    }

    /**
     * Returns whether the journal needs a repair: it is refused for writing, or opening says that a segment before the last is
     * damaged. That is permitted when nothing that was promised is lost.
     */
    boolean run(Child child, Random random)
    {
        return run(child, SessionPlan.random(random, random.nextLong(), false), random);
    }

    /** The same with a plan. */
    boolean run(Child child, SessionPlan plan, Random random)
    {
        try (child)
        {
            Path journal = disk.begin().resolve("journal");
            child.begin(plan, journal, keyFile);
            child.awaitWritten();
            long endNs = System.nanoTime() + (long) (UP_TO_NS * random.nextDouble());
            while (System.nanoTime() < endNs)
            {
                writeBack(journal, random);
            }
            long promised = child.durable();
            PowerDisk.tryRun("kill", "-STOP", Long.toString(child.pid()));
            disk.losePower();
            child.kill();
            return judge(plan, disk.powerBack().resolve("journal"), promised);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        finally
        {
            disk.unmount();
        }
    }

    /** A random piece of a random segment. */
    private static void writeBack(Path journal, Random random) throws IOException
    {
        List<Path> segments;
        try (Stream<Path> files = Files.list(journal))
        {
            segments = files.filter(file -> file.toString().endsWith(".cq4")).toList();
        }
        if (segments.isEmpty())
        {
            return;
        }
        try (FileChannel channel = FileChannel.open(segments.get(random.nextInt(segments.size())),
                StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            int page = random.nextInt(Math.max(1, mapped.capacity() / PAGE_BYTES));
            mapped.force(page * PAGE_BYTES, Math.min(mapped.capacity() - page * PAGE_BYTES,
                    (1 + random.nextInt(8)) * PAGE_BYTES));
            IoUtil.unmap(mapped);
        }
    }

    private boolean judge(SessionPlan plan, Path journal, long promised) throws IOException
    {
        String after = "a power loss (" + plan + ")";
        if (!Files.exists(journal))
        {
            if (promised >= 0)
            {
                throw new TortureFailure(
                        "After %s the journal is gone, but %d was promised".formatted(after, promised));
            }
            return false;
        }
        // damage behind what was promised may be told: those pages had not all come to the disk
        JournalCheck read = JournalCheck.read(journal, plan.salt(), key).require(promised, after);
        remember(journal);
        long last;
        boolean gap;
        try (JournalWriter<Numbered> writer = JournalWriter.open(journal, Numbered.codec(new KnownInput(plan.salt())),
                JournalOptions.defaults().withSegmentBytes(WriterChild.SEGMENT_BYTES)))
        {
            last = writer.opening().lastSequence();
            gap = writer.opening().found(JournalOpening.Kind.SEGMENT_MISSING);
            Numbered event = new Numbered();
            for (int i = 0; i < RECORDS_MORE; i++)
            {
                last++;
                writer.onEvent(event.with(last), i, i == RECORDS_MORE - 1);
            }
        }
        catch (JournalDamagedException e)
        {
            if (e.damage().firstLost() <= promised)
            {
                throw new TortureFailure("After %s the journal is refused: %s; %d was promised".formatted(after,
                        e.getMessage(), promised), e);
            }
            repair(plan, journal, promised, after);
            return true;
        }
        if (last - RECORDS_MORE < read.records() - 1 || last - RECORDS_MORE < promised)
        {
            throw new TortureFailure("After %s the journal went on behind %d, but %d was readable and %d promised"
                    .formatted(after, last - RECORDS_MORE, read.records() - 1, promised));
        }
        JournalCheck all = JournalCheck.read(journal, plan.salt(), key);
        if (gap)
        {
            // a whole segment had not come to the disk, and the opening has said so
            all.require(Math.max(promised, read.records() - 1), after);
        }
        else
        {
            all.requireAll(last, after + " and some records more");
        }
        return gap;
    }

    private void repair(SessionPlan plan, Path journal, long promised, String after)
    {
        JournalRepair.repair(journal, false, JournalVerifier.Progress.NONE);
        long kept = JournalCheck.readKept(journal, plan.salt(), key);
        if (kept <= promised)
        {
            throw new TortureFailure("After %s a repair kept %d records, but those up to %d were promised"
                    .formatted(after, kept, promised));
        }
        JournalWriter.open(journal, Numbered.codec(new KnownInput(plan.salt())),
                JournalOptions.defaults().withSegmentBytes(WriterChild.SEGMENT_BYTES)).close();
    }

    /** As the power loss left it. */
    private void remember(Path journal) throws IOException
    {
        JournalFiles.delete(before);
        JournalFiles.copy(journal, before);
    }
}
