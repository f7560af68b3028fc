package io.ringmain.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.zip.CRC32C;

import org.agrona.CloseHelper;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One segment, mapped for reading, as a chain of Chronicle's size-prefixed excerpts. Chronicle's own tailer takes a
 * zeroed or flipped header for the end of the data; this walk tells the two apart.
 *
 * <pre>
 *   0       +--------+------------------------------+   header: an int, 4-byte aligned
 *           | header | store: …, writePosition, …   |     bit 31     not complete
 *           +--------+------------------------------+     bit 30     meta data (the store, the index)
 *           | header | index                        |     bits 0–29  length in bytes
 *           +--------+------------------------------+     0          not yet written
 *           | header | batch                        |     C0000000   end mark: the journal goes on in the next
 *           +--------+------------------------------+
 * </pre>
 *
 * Threading: one thread walks; another process may append meanwhile, which publishes an excerpt by its header and then
 * moves the write position, and may cut the file behind its end mark.
 */
final class Segment implements AutoCloseable
{
    static final int END_MARK = 0xC000_0000;

    /** What Chronicle writes behind its end mark, for those who look at the bytes. */
    static final int END_TEXT = 0xc3 | ('E' << 8) | ('O' << 16) | ('F' << 24);

    /** Every length that a segment is filled to is a multiple of this. */
    static final int FILLED_MULTIPLE = 1 << 16;

    static final int NOT_COMPLETE = 0x8000_0000;
    static final int META_DATA = 0x4000_0000;
    static final int LENGTH_MASK = 0x3FFF_FFFF;
    static final int WRITE_POSITION_OFFSET = 0x40;

    static final int HEADER_BYTES = 4;
    private static final byte[] FIELD = "writePosition".getBytes(StandardCharsets.US_ASCII);
    private static final int FIELD_OFFSET = 0x1c;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, BatchDescriptor.ORDER);
    /** What is looked for is mostly near. */
    private static final int FIRST_CHUNK_BYTES = 1 << 12;
    private static final int CHUNK_BYTES = 1 << 16;

    /** What {@link #next} found. */
    enum Step
    {
        /** A whole excerpt; where it is say {@link #batchOffset()} and {@link #batchLength()}. */
        BATCH,
        /** The end mark. */
        ENDED,
        /** Nothing written here yet. */
        OPEN,
        /** An excerpt that is being written, or was when the writer was killed. */
        INCOMPLETE,
        /** An excerpt that runs past the end of the file, or the file ends without an end mark. */
        TRUNCATED
    }

    private final Path file;
    private final int cycle;
    private final Object fileKey;
    private final RandomAccessFile raw;
    private final MappedByteBuffer mapped;
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private int position;
    private int batchOffset;
    private int batchLength;
    private int lastBatchPosition;
    private int batches;
    private boolean distrusted;

    private Segment(Path file, Object fileKey, RandomAccessFile raw, MappedByteBuffer mapped)
    {
        this.file = file;
        this.raw = raw;
        this.fileKey = fileKey;
        cycle = SegmentFiles.cycle(file);
        this.mapped = mapped;
        bytes = mapped.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        buffer = new UnsafeBuffer(mapped);
    }

    static Segment open(Path file)
    {
        Segment segment = openIfPresent(file);
        if (segment == null)
        {
            throw new JournalException("The segment " + file + " cannot be opened: there is no such file.");
        }
        return segment;
    }

    /** Returns null when there is no such file, or was none a moment ago. */
    static Segment openIfPresent(Path file)
    {
        Object fileKey = null;
        RandomAccessFile raw = null;
        try
        {
            // before it is opened: one that is begun anew meanwhile is then told to be replaced
            fileKey = fileKey(file);
            raw = new RandomAccessFile(file.toFile(), "r");
            return new Segment(file, fileKey, raw, map(raw.getChannel()));
        }
        catch (JournalException e)
        {
            // a strange name
            CloseHelper.quietClose(raw);
            throw e;
        }
        catch (NoSuchFileException e)
        {
            return null;
        }
        catch (IOException | IllegalArgumentException e)
        {
            CloseHelper.quietClose(raw);
            // a file that was seen and cannot be opened fails like one that has gone since
            if (fileKey != null && isReplaced(file, fileKey))
            {
                return null;
            }
            throw new JournalException("The segment " + file + " cannot be opened: " + e, e);
        }
    }

    /** All of it; a writer that is being closed may cut it to its length meanwhile. */
    private static MappedByteBuffer map(FileChannel channel) throws IOException
    {
        while (true)
        {
            long length = channel.size();
            try
            {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, length);
            }
            catch (IOException e)
            {
                if (channel.size() >= length)
                {
                    throw e;
                }
            }
        }
    }

    private static Object fileKey(Path file) throws IOException
    {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Whether its name is now that of another file, or of none. */
    boolean isReplaced()
    {
        return isReplaced(file, fileKey);
    }

    private static boolean isReplaced(Path file, Object fileKey)
    {
        try
        {
            return !Objects.equals(fileKey, fileKey(file));
        }
        catch (IOException e)
        {
            return true;
        }
    }

    /** Whether Chronicle has finished its header. When not, the segment holds no record. */
    boolean isInitialised()
    {
        return buffer.capacity() >= HEADER_BYTES && isComplete(header(0));
    }

    /** Whether the header is one of Chronicle's, at the places where we look. */
    boolean isQueueFile()
    {
        if (buffer.capacity() < WRITE_POSITION_OFFSET + 16)
        {
            return false;
        }
        for (int i = 0; i < FIELD.length; i++)
        {
            if (buffer.getByte(FIELD_OFFSET + i) != FIELD[i])
            {
                return false;
            }
        }
        return true;
    }

    /** The position of the last excerpt, as its writer says; it may be one behind for a moment, never ahead. */
    long writePosition()
    {
        return distrusted ? lastBatchPosition : buffer.getLongVolatile(WRITE_POSITION_OFFSET);
    }

    /** Goes on to the next batch, or stays where there is none. */
    Step next()
    {
        while (true)
        {
            if (position > buffer.capacity() - HEADER_BYTES)
            {
                return Step.TRUNCATED;
            }
            int header = header(position);
            if (header == END_MARK)
            {
                return Step.ENDED;
            }
            if (header == 0)
            {
                return Step.OPEN;
            }
            if (!isComplete(header))
            {
                return Step.INCOMPLETE;
            }
            int length = header & LENGTH_MASK;
            if (length > buffer.capacity() - HEADER_BYTES - position)
            {
                return Step.TRUNCATED;
            }
            int at = position;
            position = align(at + HEADER_BYTES + length);
            if ((header & META_DATA) == 0)
            {
                lastBatchPosition = at;
                batchOffset = at + HEADER_BYTES;
                batchLength = length;
                batches++;
                return Step.BATCH;
            }
        }
    }

    /** Forgets the batch that {@link #next} has just found, so that the chain ends before it. */
    void stepBack(int formerBatchPosition)
    {
        position = lastBatchPosition;
        lastBatchPosition = formerBatchPosition;
        batches--;
    }

    /** Goes back before the first excerpt. */
    void rewind()
    {
        moveTo(0);
    }

    /** Goes before the excerpt whose header is at a position, as {@link #findBatch} tells or {@link #writePosition}. */
    void moveTo(int header)
    {
        position = header;
        lastBatchPosition = 0;
        batches = 0;
    }

    /** Goes before the excerpt that the write position names; false when that cannot be one. */
    boolean moveToLast()
    {
        long last = writePosition();
        if (last <= 0 || last > buffer.capacity() - HEADER_BYTES || (last & 3) != 0)
        {
            return false;
        }
        moveTo((int) last);
        return true;
    }

    /** The CRC32C of the first bytes of the file. */
    int crc(int length)
    {
        return crc(length, HelperPace.AT_ONCE);
    }

    /** The same, at a pace. */
    int crc(int length, HelperPace pace)
    {
        crc.reset();
        for (int at = 0, end; at < length; at = end)
        {
            end = Math.min(length, at + HelperPace.PIECE_BYTES);
            crc.update(bytes.limit(end).position(at));
            pace.pause((1 + (double) end / length) / 2);
        }
        return (int) crc.getValue();
    }

    /** What is wrong with the batch that {@link #next} has just found, or null when nothing is. */
    String batchProblem()
    {
        return problem(batchOffset, batchLength);
    }

    private String problem(int offset, int available)
    {
        if (available < BatchDescriptor.HEADER_BYTES)
        {
            return "an excerpt of " + available + " bytes is too short for a batch";
        }
        int magic = BatchDescriptor.magic(buffer, offset);
        if (magic != BatchDescriptor.MAGIC)
        {
            return (magic ^ BatchDescriptor.MAGIC) << 8 == 0
                    ? "the batch has version %d of the format, and this reads version %d".formatted(magic >>> 24,
                            BatchDescriptor.MAGIC >>> 24)
                    : "a batch should begin with %08x, not %08x".formatted(BatchDescriptor.MAGIC, magic);
        }
        int length = BatchDescriptor.length(buffer, offset);
        if (length != available)
        {
            return "a batch of %d bytes lies in an excerpt of %d".formatted(length, available);
        }
        int expected = buffer.getInt(offset + BatchDescriptor.CRC_OFFSET, BatchDescriptor.ORDER);
        int actual = BatchDescriptor.checksum(crc, bytes, offset, length, cycle, offset - HEADER_BYTES);
        return expected == actual ? null : "the checksum of a batch is %08x, not %08x".formatted(actual, expected);
    }

    /**
     * Looks for a whole batch behind a hole, wherever it begins.
     *
     * @return its offset, or -1
     */
    int findBatch(int from)
    {
        return findBatch(from, buffer.capacity());
    }

    /** The same for one that begins before another offset. */
    int findBatch(int from, int to)
    {
        return find(Math.max(from, HEADER_BYTES), Math.min(to, buffer.capacity() - BatchDescriptor.HEADER_BYTES + 1),
                BatchDescriptor.MAGIC, this::isBatch);
    }

    /**
     * Looks for a word that passes a test. The bytes are read and not looked at where they are mapped: behind the data its
     * writer may cut the file at any moment, and to touch what was mapped there is a fault.
     */
    private int find(int from, int to, int word, IntPredicate test)
    {
        try
        {
            byte[] chunk = new byte[FIRST_CHUNK_BYTES];
            for (int at = align(from); at < to;)
            {
                raw.seek(at);
                int read = raw.read(chunk);
                for (int i = 0; i <= read - HEADER_BYTES && at + i < to; i += HEADER_BYTES)
                {
                    if ((int) INTS.get(chunk, i) == word && test.test(at + i))
                    {
                        return at + i;
                    }
                }
                if (read < HEADER_BYTES)
                {
                    return -1;
                }
                at += read & -HEADER_BYTES;
                chunk = chunk.length == CHUNK_BYTES ? chunk : new byte[CHUNK_BYTES];
            }
            return -1;
        }
        catch (IOException e)
        {
            throw new JournalException("The segment " + file + " cannot be read: " + e, e);
        }
    }

    /** Whether a whole batch begins at an offset. */
    boolean isBatch(int at)
    {
        if (at < HEADER_BYTES || at > buffer.capacity() - BatchDescriptor.HEADER_BYTES)
        {
            return false;
        }
        int length = BatchDescriptor.length(buffer, at);
        return length >= BatchDescriptor.HEADER_BYTES && length <= buffer.capacity() - at &&
                problem(at, length) == null;
    }

    /** The offset where the batch behind a whole one begins, when none but data lies between. */
    int behind(int batch)
    {
        return align(batch + BatchDescriptor.length(buffer, batch)) + HEADER_BYTES;
    }

    /** Goes onto a whole batch, as if {@link #next} had just found it. */
    void moveOnto(int batch)
    {
        lastBatchPosition = batch - HEADER_BYTES;
        batchOffset = batch;
        batchLength = BatchDescriptor.length(buffer, batch);
        position = align(batch + batchLength);
        batches = 1;
    }

    /** No longer believes the header, which was found to be damaged, in what it says of the end. */
    void distrust()
    {
        distrusted = true;
    }

    /** The offset behind which no whole batch begins, by the write position when that is possible. */
    int searchEnd()
    {
        long last = writePosition();
        return last > 0 && last < buffer.capacity() && isBatch((int) last + HEADER_BYTES)
                ? (int) last + HEADER_BYTES + 1
                : buffer.capacity();
    }

    /** Whether an excerpt or the end mark now follows the last that was found. */
    boolean isWritten()
    {
        if (position > buffer.capacity() - HEADER_BYTES)
        {
            return false;
        }
        int header = header(position);
        return header == END_MARK || isComplete(header);
    }

    /** Whether an end mark stands anywhere behind a hole: the segment was whole once. */
    boolean hasMarkBehind(int from)
    {
        return find(from, buffer.capacity() - SegmentFacts.END_BYTES + 1, END_MARK, this::isMark) >= 0;
    }

    private boolean isMark(int at)
    {
        return header(at + HEADER_BYTES) == END_TEXT &&
                buffer.getInt(at + 2 * HEADER_BYTES, BatchDescriptor.ORDER) == BatchDescriptor.place(cycle, at);
    }

    /** The position behind the last byte that is not zero, but not before another. */
    int endOfWritten(int from)
    {
        int end = buffer.capacity();
        while (end >= from + Long.BYTES && buffer.getLong(end - Long.BYTES) == 0)
        {
            end -= Long.BYTES;
        }
        while (end > from && buffer.getByte(end - 1) == 0)
        {
            end--;
        }
        return end;
    }

    /** Whether the file, if it has no end mark, is shorter than any that was filled. */
    boolean isCut()
    {
        return buffer.capacity() == 0 || buffer.capacity() % FILLED_MULTIPLE != 0;
    }

    /** Whether its writer was killed before it had begun: nothing but zeroes, and perhaps a header half done. */
    boolean isUntouched()
    {
        return !isInitialised() && !isCut() && findBatch(0) < 0;
    }

    int length()
    {
        return buffer.capacity();
    }

    private int header(int at)
    {
        // pairs with the compare-and-set by which Chronicle completes an excerpt
        return buffer.getIntVolatile(at);
    }

    private static boolean isComplete(int header)
    {
        return header != 0 && (header & NOT_COMPLETE) == 0;
    }

    static int align(int position)
    {
        return (position + 3) & ~3;
    }

    Path file()
    {
        return file;
    }

    int cycle()
    {
        return cycle;
    }

    ByteBuffer bytes()
    {
        return bytes;
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** Where the chain has been followed to: the end of the last excerpt, where the next header belongs. */
    int position()
    {
        return position;
    }

    int batchOffset()
    {
        return batchOffset;
    }

    int batchLength()
    {
        return batchLength;
    }

    /** The position of the last batch's header, 0 before the first. */
    int lastBatchPosition()
    {
        return lastBatchPosition;
    }

    int batches()
    {
        return batches;
    }

    @Override
    public void close()
    {
        // a late access is then an exception and no crash
        buffer.wrap(0, 0);
        IoUtil.unmap(mapped);
        CloseHelper.quietClose(raw);
    }
}
