package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;

/**
 * Writes {@code journal.index}, the file that says what the segments are without reading them, and which there must be:
 * a segment that is missing is told from one that was trimmed, and a shorter journal from one that has lost its end. Cold
 * path: a few records for each segment. See {@link IndexRecord}.
 *
 * <ul>
 * <li>Owner: any thread of the writer, and any process that trims; each record is appended under a lock on the file.
 * <li>Readers: any, {@link #load}.
 * <li>Invariants: records are only ever appended, and forced before the call returns; saying a thing twice adds nothing.
 * <li>Progress: waits for whoever appends, and for the disk.
 * </ul>
 */
final class JournalIndex
{
    static final String FILE = "journal.index";

    private static final String UNFINISHED = ".new";
    private static final int REPLACED_BYTES = 2 * IndexRecord.BYTES;

    /**
     * One at a time in this process, readers included: on Linux closing any channel of a file gives up the process's
     * lock on it.
     */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path directory;
    private final Path file;

    private JournalIndex(Path directory)
    {
        this.directory = directory;
        file = directory.resolve(FILE);
    }

    static JournalIndex of(Path directory)
    {
        return new JournalIndex(directory);
    }

    /** Reads what it says now. */
    static IndexContent load(Path directory)
    {
        Path file = directory.resolve(FILE);
        synchronized (IN_THIS_PROCESS)
        {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
            {
                return IndexContent.read(file, channel);
            }
            catch (NoSuchFileException e)
            {
                return IndexContent.absent(file);
            }
            catch (IOException e)
            {
                throw new JournalException("The index " + file + " cannot be read: " + e, e);
            }
        }
    }

    /** Says that a segment exists; its file and its name must have been forced. */
    void begun(int cycle) throws IOException
    {
        append(content -> cycle >= content.trimmed().cycle() && content.segment(cycle) == null,
                IndexRecord.begun(cycle));
    }

    /**
     * Reads a segment that was ended and forced, and says what it is.
     *
     * @param clean whether its writer has ended it, and not an opening
     */
    void sealed(int cycle, boolean clean, HelperPace pace) throws IOException
    {
        if (load(directory).sealed(cycle) == null)
        {
            sealed(SegmentFacts.read(SegmentFiles.segment(directory, cycle), clean, pace));
        }
    }

    /** Says what a segment is that was ended and forced. */
    void sealed(IndexRecord facts) throws IOException
    {
        append(content -> facts.cycle() >= content.trimmed().cycle() && content.sealed(facts.cycle()) == null, facts);
    }

    /** Says that the segments before one may be deleted from now on. */
    void trimmed(int firstCycle, long firstSequence) throws IOException
    {
        append(content -> firstCycle > content.trimmed().cycle(), IndexRecord.trimmed(firstCycle, firstSequence));
    }

    /** Says that a segment holds no record and may be deleted from now on. */
    void discarded(int cycle) throws IOException
    {
        append(content -> content.segment(cycle) != null, IndexRecord.discarded(cycle));
    }

    /** Says that sequences are gone for good, and with them perhaps a segment. */
    void lost(int cycle, long firstSequence, long count) throws IOException
    {
        IndexRecord lost = IndexRecord.lost(cycle, firstSequence, count);
        append(content -> !content.losses().contains(lost), lost);
    }

    private void append(Predicate<IndexContent> needed, IndexRecord record) throws IOException
    {
        synchronized (IN_THIS_PROCESS)
        {
            boolean done = tryAppend(needed, record);
            if (!done)
            {
                // a writer may just have put a new index in the place of the one that we had waited for
                done = tryAppend(needed, record);
            }
            if (!done)
            {
                throw new JournalException(
                        "%s. Opening the journal for writing makes it anew, and so does \"ringmain repair\"."
                                .formatted(load(directory).problem()));
            }
        }
    }

    private boolean tryAppend(Predicate<IndexContent> needed, IndexRecord record) throws IOException
    {
        boolean isNew = !Files.exists(file);
        try (FileChannel channel = open(file); FileLock lock = channel.lock())
        {
            IndexContent content = IndexContent.read(file, channel);
            if (content.problem() != null)
            {
                return false;
            }
            if (needed.test(content))
            {
                long end = (long) content.records() * IndexRecord.BYTES;
                // what is left of a torn record
                channel.truncate(end);
                write(channel, record.bytes(content.records()), end);
                channel.force(true);
            }
            assert lock.isValid();
        }
        if (isNew)
        {
            force(directory);
        }
        return true;
    }

    /** Puts another index in the place of this one; only the one writer of the journal may. */
    void replace(List<IndexRecord> records) throws IOException
    {
        synchronized (IN_THIS_PROCESS)
        {
            try (FileChannel old = open(file); FileLock lock = old.lock())
            {
                Path unfinished = directory.resolve(FILE + UNFINISHED);
                ByteBuffer all = ByteBuffer.allocate(records.size() * IndexRecord.BYTES);
                for (int number = 0; number < records.size(); number++)
                {
                    all.put(records.get(number).bytes(number));
                }
                try (FileChannel channel = open(unfinished))
                {
                    channel.truncate(0);
                    write(channel, all.flip(), 0);
                    channel.force(true);
                }
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                force(directory);
                // whoever waits for the lock finds an index that is none, and looks again
                ByteBuffer none = ByteBuffer.allocate(REPLACED_BYTES);
                none.putInt(0, -1);
                write(old, none, 0);
                assert lock.isValid();
            }
        }
    }

    private static FileChannel open(Path file) throws IOException
    {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException
    {
        for (long at = position; bytes.hasRemaining();)
        {
            at += channel.write(bytes, at);
        }
    }

    private static void force(Path directory) throws IOException
    {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ))
        {
            channel.force(true);
        }
    }
}
