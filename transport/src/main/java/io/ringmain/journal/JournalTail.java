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

    /** What Chronicle writes behind its end mark, for those who look at the bytes. */
    private static final byte[] END_TEXT = {(byte) 0xc3, 'E', 'O', 'F'};

    /** Settles the last segment; only the one writer of the journal may call it. */
    static JournalTail settle(Path directory)
    {
        List<Integer> cycles = SegmentFiles.cycles(directory);
        boolean newest = true;
        for (int i = cycles.size() - 1; i >= 0; i--)
        {
            long last = settle(SegmentFiles.segment(directory, cycles.get(i)), newest);
            if (last != NONE)
            {
                return new JournalTail(last, cycles.get(i));
            }
            newest = false;
        }
        return new JournalTail(NONE, SegmentFiles.FIRST_CYCLE - 1);
    }

    /** Returns the last sequence in the segment, or NONE when it held no record and was deleted. */
    private static long settle(Path file, boolean newest)
    {
        TailScan scan;
        try (Segment segment = Segment.open(file))
        {
            scan = segment.isInitialised() ? TailScan.of(segment) : null;
        }
        if (scan == null || scan.batches() == 0)
        {
            // killed between the creation of a segment and its first record; an older one always has records
            if (!newest || (scan != null && scan.lostBytes()))
            {
                throw new JournalDamagedException(file, 0, 0, JournalDamagedException.UNKNOWN,
                        "it holds no whole batch");
            }
            delete(file);
            return NONE;
        }
        if (!scan.ended())
        {
            if (scan.lostBytes())
            {
                LOG.warn(
                        "{}: records behind sequence {} (byte {}) were written but never forced to disk, and are gone; the journal goes on with sequence {}",
                        file, scan.lastSequence(), scan.end(), scan.lastSequence() + 1);
            }
            seal(file, scan);
        }
        return scan.lastSequence();
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

    /** Cuts the file behind the last whole batch, corrects the write position, and puts the end mark. */
    private static void seal(Path file, TailScan scan)
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            channel.truncate(scan.end());
            ByteBuffer position = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            position.putLong(scan.lastPosition());
            // Chronicle's pair of position and number of the last excerpt
            position.putLong(((long) scan.lastPosition() << 32) | (scan.batches() - 1));
            write(channel, position.flip(), Segment.WRITE_POSITION_OFFSET);
            // what is cut off must be gone before the mark says that nothing is missing
            channel.force(true);
            ByteBuffer mark = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            mark.putInt(Segment.END_MARK).put(END_TEXT);
            write(channel, mark.flip(), scan.end());
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
