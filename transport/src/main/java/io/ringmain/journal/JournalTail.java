package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a journal ends, after what a crash left there has been settled: a segment without a whole batch is deleted, an
 * open one is ended with a mark behind its last whole batch, so that nothing is ever appended behind a hole. A hole with
 * a whole batch behind it is no torn tail but damage, and is refused.
 *
 * @param lastSequence the sequence of the last record, -1 in an empty journal
 * @param lastCycle    the cycle of the last segment, 0 in an empty journal
 */
record JournalTail(long lastSequence, int lastCycle)
{
    static final long NONE = -1;

    private static final Logger LOG = LoggerFactory.getLogger(JournalTail.class);

    /** Settles the last segment; only the one writer of the journal may call it. */
    static JournalTail settle(Path directory)
    {
        List<Integer> cycles = SegmentFiles.cycles(directory);
        // the one that was filled ahead does not count
        for (int i = cycles.size() - 1; i >= 0; i--)
        {
            long last = settle(SegmentFiles.segment(directory, cycles.get(i)), true);
            if (last != NONE)
            {
                return new JournalTail(last, cycles.get(i));
            }
        }
        return new JournalTail(NONE, SegmentFiles.FIRST_CYCLE - 1);
    }

    /** Returns the last sequence in the segment, or NONE when it held no record and was deleted. */
    private static long settle(Path file, boolean newest)
    {
        TailScan scan = scan(file, newest);
        if (scan == null)
        {
            delete(file);
            return NONE;
        }
        if (!scan.ended())
        {
            if (scan.lostBytes())
            {
                LOG.warn(
                        "{}: records behind sequence {} (byte {}) were written but not forced to disk, and are gone; the journal goes on with sequence {}",
                        file, scan.lastSequence(), scan.end(), scan.lastSequence() + 1);
            }
            seal(file, scan);
        }
        return scan.lastSequence();
    }

    /** Returns null when the writer was killed between the creation of the segment and its first record. */
    private static TailScan scan(Path file, boolean newest)
    {
        try (Segment segment = Segment.open(file))
        {
            if (newest && segment.isUntouched())
            {
                return null;
            }
            TailScan scan = TailScan.of(segment);
            if (!newest && !scan.ended())
            {
                throw new JournalDamagedException(file, scan.end(), scan.lastSequence() + 1,
                        JournalDamage.UNKNOWN, "it has no end mark, but a later segment exists");
            }
            if (scan.batches() > 0)
            {
                return scan;
            }
            if (newest && !scan.lostBytes())
            {
                return null;
            }
            throw new JournalDamagedException(file, 0, 0, JournalDamage.UNKNOWN, "it holds no whole batch");
        }
    }

    private static void delete(Path file)
    {
        try
        {
            Files.delete(file);
        }
        catch (IOException e)
        {
            throw new JournalException("The empty segment " + file + " cannot be deleted: " + e, e);
        }
    }

    /** Corrects the write position, puts the end mark behind the last whole batch, and gives back the rest. */
    private static void seal(Path file, TailScan scan)
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            ByteBuffer position = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            position.putLong(scan.lastPosition());
            // Chronicle's pair of position and number of the last excerpt
            position.putLong(((long) scan.lastPosition() << 32) | (scan.batches() - 1));
            write(channel, position.flip(), Segment.WRITE_POSITION_OFFSET);
            // before the mark, which says that nothing is missing
            channel.force(true);
            ByteBuffer mark = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            mark.putInt(Segment.END_MARK).putInt(Segment.END_TEXT);
            write(channel, mark.flip(), scan.end());
            channel.force(true);
            channel.truncate(scan.end() + 8);
            channel.force(true);
        }
        catch (IOException e)
        {
            throw new JournalException(
                    "The segment %s could not be ended at byte %d: %s. Nothing was lost; open the journal again."
                            .formatted(file, scan.end(), e),
                    e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException
    {
        for (long at = position; bytes.hasRemaining();)
        {
            at += channel.write(bytes, at);
        }
    }
}
