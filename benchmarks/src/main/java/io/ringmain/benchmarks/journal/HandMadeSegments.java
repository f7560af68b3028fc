package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;

/** Files of zeroes for a queue to take over: all before the start, or each while the one before it is written. */
final class HandMadeSegments
{
    private static final int KB = 1024;
    private static final int MB = 1024 * KB;
    /** What Chronicle puts between the excerpts, as the journal reckons with. */
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
        // block and file as long as the journal's for this size of segment
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
            filled = CompletableFuture.runAsync(() -> fill(next));
        }
    }

    private void fill(int cycle)
    {
        String name = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofEpochDay(cycle)) + "F.precreated";
        DiskFolder.fill(folder.resolve(name), fileBytes);
    }

    /** Nothing is filled any more. */
    void close()
    {
        filled.join();
    }
}
