package io.ringmain.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Memory for a pass to write to that is there. Many virtual machines give the pages that they do not use back to their host,
 * and getting one again takes microseconds (perf-reports/2026-11-26-journal/machine.txt). A pass would
 * then measure the host, and how long ago somebody deleted a file. So the pages of some files are held in the page cache, and
 * given to the kernel piece by piece while the pass writes, so that it has pages to hand out which it need not ask for. Each
 * side pays the same for it, within its time. (Files, since what is freed of a heap is too small in pieces for the
 * large folios of a file system; and deleted, as a rule, before the kernel begins to write them to the disk.)
 */
public final class ResidentMemory implements AutoCloseable
{
    private static final int PIECE_BYTES = 64 << 20;
    private static final int CHUNK_BYTES = 1 << 20;
    /** What is written ahead of the events, and mapped ahead of them. */
    private static final int PIECES_AHEAD = 4;
    /** Headers, and what the kernel takes besides. */
    private static final int PIECES_TO_ONE_OF_SPARE = 8;

    /** The work of a pass, given a number of events. */
    @FunctionalInterface
    public interface Part
    {
        /**
         * Does a part of it.
         *
         * @param count how many events
         * @throws Exception when it failed
         */
        void events(long count) throws Exception;
    }

    private final Path folder;
    private final int pieceBytes;
    private final Deque<Path> pieces = new ArrayDeque<>();
    private long given;

    /**
     * Takes so much memory and something more.
     *
     * @param folder for its files, which is not there yet
     * @param bytes  that are going to be written
     * @throws IOException when it cannot be had
     */
    public ResidentMemory(Path folder, long bytes) throws IOException
    {
        this.folder = Files.createDirectory(folder);
        pieceBytes = (int) Math.max(1, Math.min(bytes, PIECE_BYTES));
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        for (long count = piecesFor(bytes); count > 0; count--)
        {
            Path piece = folder.resolve(Long.toString(count));
            try (FileChannel channel = FileChannel.open(piece, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
            {
                while (channel.position() < pieceBytes)
                {
                    channel.write(chunk.clear());
                }
            }
            pieces.add(piece);
        }
    }

    private long piecesFor(long bytes)
    {
        long count = (bytes + pieceBytes - 1) / pieceBytes;
        return count + count / PIECES_TO_ONE_OF_SPARE + PIECES_AHEAD;
    }

    /**
     * Gives away what will be written next.
     *
     * @param writtenBytes so far
     * @throws IOException when a file cannot be deleted
     */
    public void giveAhead(long writtenBytes) throws IOException
    {
        for (long due = piecesFor(writtenBytes); given < due && !pieces.isEmpty(); given++)
        {
            Files.delete(pieces.poll());
        }
    }

    /**
     * Does the whole of a pass, part by part, and gives memory away in front of each.
     *
     * @param count       of events
     * @param recordBytes what one takes
     * @param batch       a part is a multiple of it, but for the last one
     * @param part        does a part
     * @throws Exception when it failed
     */
    public void events(long count, int recordBytes, int batch, Part part) throws Exception
    {
        long most = Math.max(1L, pieceBytes / recordBytes / batch) * batch;
        for (long done = 0; done < count; done += most)
        {
            giveAhead((done + most) * recordBytes);
            part.events(Math.min(most, count - done));
        }
    }

    @Override
    public void close() throws IOException
    {
        giveAhead(Long.MAX_VALUE / 2);
        Files.delete(folder);
    }
}
