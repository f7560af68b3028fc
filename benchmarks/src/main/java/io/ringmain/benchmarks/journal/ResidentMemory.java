package io.ringmain.benchmarks.journal;

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
final class ResidentMemory implements AutoCloseable
{
    private static final int PIECE_BYTES = 64 << 20;
    private static final int CHUNK_BYTES = 1 << 20;
    /** What is written ahead of the events, and mapped ahead of them. */
    private static final int PIECES_AHEAD = 4;
    /** Headers, and what the kernel takes besides. */
    private static final int PIECES_TO_ONE_OF_SPARE = 8;

    /** The work of a pass, given a number of events. */
    interface Part
    {
        void events(long count) throws Exception;
    }

    private final Path folder;
    private final int pieceBytes;
    private final Deque<Path> pieces = new ArrayDeque<>();

    /** Takes so much memory and something more, with files in a new folder. */
    ResidentMemory(Path folder, long bytes) throws IOException
    {
        this.folder = Files.createDirectory(folder);
        pieceBytes = (int) Math.min(bytes, PIECE_BYTES);
        long count = bytes / pieceBytes;
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        for (long i = 0; i < count + count / PIECES_TO_ONE_OF_SPARE + PIECES_AHEAD; i++)
        {
            Path piece = folder.resolve(Long.toString(i));
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

    /** Does the whole of a pass, part by part, and gives memory away in front of each. */
    void events(long count, int recordBytes, Part part) throws Exception
    {
        for (int i = 0; i < PIECES_AHEAD; i++)
        {
            release();
        }
        long most = Math.max(1L, pieceBytes / recordBytes / Feed.BATCH) * Feed.BATCH;
        int parts = 0;
        for (long done = 0; done < count; done += most)
        {
            release();
            if (++parts % PIECES_TO_ONE_OF_SPARE == 0)
            {
                release();
            }
            part.events(Math.min(most, count - done));
        }
    }

    private void release() throws IOException
    {
        Path piece = pieces.poll();
        if (piece != null)
        {
            Files.delete(piece);
        }
    }

    @Override
    public void close() throws IOException
    {
        while (!pieces.isEmpty())
        {
            release();
        }
        Files.delete(folder);
    }
}
