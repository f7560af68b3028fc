package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;

import io.ringmain.benchmarks.fork.DiskFolder;

/** Files of zeroes for a queue to take over: all before the start, or each while the one before it is written. */
final class HandMadeSegments
{
    private static final int KB = 1024;
    private static final int MB = 1024 * KB;
    /** What Chronicle puts between the excerpts: two arrays of its index. */
    private static final int INDEX_BYTES = 72 * KB;

    private final Path folder;
    private final int blockBytes;
    private final long usableBytes;
    private final long fileBytes;
    private CompletableFuture<Void> filled = CompletableFuture.completedFuture(null);
    private int last;

    HandMadeSegments(Path folder, int segmentBytes)
    {
        this.folder = folder;
        // Chronicle maps a block and a quarter at once, and needs whole blocks and that quarter in a file
        blockBytes = Math.max(256 * KB, Math.min(64 * MB, Integer.highestOneBit(segmentBytes / 8)));
        int overlapBytes = blockBytes / 4;
        int blocks = (segmentBytes - overlapBytes) / blockBytes;
        usableBytes = (long) blocks * blockBytes - INDEX_BYTES;
        fileBytes = (long) blocks * blockBytes + overlapBytes;
    }

    int blockBytes()
    {
        return blockBytes;
    }

    /** Where an excerpt must have ended. */
    long usableBytes()
    {
        return usableBytes;
    }

    /** Fills up to a cycle, from 1 on. */
    void fillTo(int cycle)
    {
        while (last < cycle)
        {
            fill(++last);
        }
    }

    /** Waits for the segment of a cycle, and begins to fill the next. */
    void enter(int cycle)
    {
        if (cycle >= last)
        {
            filled.join();
            int next = cycle + 1;
            fillTo(cycle);
            last = next;
            filled = CompletableFuture.runAsync(() ->
            {
                forceFull(cycle - 1);
                fill(next);
            });
        }
    }

    /** As the journal's helper does, so that the disk has the same work. */
    private void forceFull(int cycle)
    {
        if (cycle >= BatchedAppender.FIRST_CYCLE)
        {
            DiskFolder.force(segment(folder, cycle));
        }
    }

    private void fill(int cycle)
    {
        DiskFolder.fill(folder.resolve(name(cycle) + ".precreated"), fileBytes);
    }

    /** The file of a cycle that the queue has taken over. */
    static Path segment(Path folder, int cycle)
    {
        return folder.resolve(name(cycle) + ".cq4");
    }

    private static String name(int cycle)
    {
        return DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofEpochDay(cycle)) + 'F';
    }

    /** Nothing is filled any more. */
    void close()
    {
        filled.join();
    }
}
