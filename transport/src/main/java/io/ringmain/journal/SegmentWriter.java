package io.ringmain.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One segment, mapped as a whole for writing: a zero-filled file behind a header of Chronicle's own. Excerpts are laid out
 * as {@link Segment} draws them.
 *
 * <pre>
 *   +--------+---------+---------+ - - - - - - - - - - - - - - - - - +
 *   | header | excerpt | excerpt | 0 |  the batch that is being filled
 *   +--------+---------+---------+ - - - - - - - - - - - - - - - - - +
 *                                ^ position(): its header stays 0 until the batch is whole
 * </pre>
 *
 * <ul>
 * <li>Owner: the lane of the writer; before its first excerpt and after its end mark the helper thread.
 * <li>Readers: other mappings of the file, also in other processes; {@link #force()} from any thread.
 * <li>Invariants: every page was written before it is mapped, so that no access ever needs a block of the disk; the header
 * behind the last excerpt is 0, or the end mark.
 * </ul>
 */
final class SegmentWriter implements AutoCloseable
{
    private static final int PAGE_BYTES = 4096;

    private final int cycle;
    private final Path file;
    private final MappedByteBuffer mapped;
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private int position;
    private long batches;

    // how far the lane has written, and that it does not go on; read by whoever forces, and by the helpers that keep ahead
    private volatile int written;
    private volatile boolean ended;

    private SegmentWriter(int cycle, Path file, MappedByteBuffer mapped, int position)
    {
        this.cycle = cycle;
        this.file = file;
        this.mapped = mapped;
        this.position = position;
        written = position;
        bytes = mapped.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        buffer = new UnsafeBuffer(mapped);
    }

    /** Maps a filled segment whose first excerpt belongs at a position. */
    static SegmentWriter open(Path file, int position) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            return new SegmentWriter(SegmentFiles.cycle(file), file,
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size()), position);
        }
    }

    /**
     * Takes every page fault now, so that the lane has none. Only before the segment is used: the value that it writes is
     * the one that it reads.
     */
    void touch(HelperPace pace)
    {
        int end = buffer.capacity();
        for (int at = 0; at < end; at += PAGE_BYTES)
        {
            buffer.compareAndSetInt(at, 0, 0);
            if (at % HelperPace.PIECE_BYTES == 0)
            {
                pace.pause((1 + (double) at / end) / 2);
            }
        }
    }

    /** Which part of it is written, 0 to 1, which is one that was ended; from any thread. */
    double writtenPart()
    {
        return ended ? 1 : (double) written / mapped.capacity();
    }

    /** How far an excerpt may reach. */
    int limit()
    {
        return buffer.capacity() - SegmentFacts.END_BYTES;
    }

    /** Where the batch of the next excerpt begins. */
    int batchOffset()
    {
        return position + Segment.HEADER_BYTES;
    }

    /** Completes the excerpt whose batch lies at {@link #batchOffset()}. A killed process does not lose it any more. */
    void publish(int length)
    {
        int next = Segment.align(position + Segment.HEADER_BYTES + length);
        // an event that was encoded and not kept may have left something there
        buffer.putInt(next, 0);
        // pairs with the volatile read of Segment and of Chronicle's tailers
        buffer.putIntOrdered(position, length);
        // for Chronicle: the last excerpt's position, and the same with its number
        buffer.putLong(Segment.WRITE_POSITION_OFFSET + Long.BYTES, ((long) position << Integer.SIZE) | batches);
        buffer.putLongOrdered(Segment.WRITE_POSITION_OFFSET, position);
        batches++;
        position = next;
        written = next;
    }

    /** Makes Chronicle's header valid, which {@link Prefill} left out so far: from now on this is the open segment. */
    void begin(int header)
    {
        buffer.putIntOrdered(0, header);
    }

    /** Says that the journal goes on in the next segment. */
    void end()
    {
        buffer.putInt(position + 2 * Integer.BYTES, BatchDescriptor.place(cycle, position), BatchDescriptor.ORDER);
        buffer.putInt(position + Integer.BYTES, Segment.END_TEXT);
        buffer.putIntOrdered(position, Segment.END_MARK);
        written = position + SegmentFacts.END_BYTES;
        ended = true;
    }

    /**
     * Forces what is written to the disk. From any thread; an interrupt does no harm.
     *
     * @return false when it is closed: then it was full, and whoever sealed it forces it
     */
    synchronized boolean force() throws IOException
    {
        if (buffer.capacity() == 0)
        {
            return false;
        }
        try
        {
            mapped.force(0, written);
            return true;
        }
        catch (UncheckedIOException e)
        {
            throw e.getCause();
        }
    }

    int cycle()
    {
        return cycle;
    }

    Path file()
    {
        return file;
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    ByteBuffer bytes()
    {
        return bytes;
    }

    @Override
    public synchronized void close()
    {
        if (buffer.capacity() > 0)
        {
            // a late access is then an exception and no crash
            buffer.wrap(0, 0);
            IoUtil.unmap(mapped);
        }
    }
}
