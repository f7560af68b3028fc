package io.ringmain.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

import io.ringmain.journal.Segment.Step;

/**
 * The good batches of a segment, and whether it must be written anew because something else is in it. An encrypted batch
 * is copied as it is: only its checksum depends on where it lies.
 *
 * @param file     the segment
 * @param batches  the offsets of its good batches
 * @param isNeeded whether the segment is not as it was written
 * @param next     the sequence behind the last good one
 * @param gaps     what is missing between its good batches, and before the first
 */
record SegmentCopy(Path file, List<Integer> batches, boolean isNeeded, long next, List<JournalDamage> gaps)
{
    private static final int END_ROOM_BYTES = 1 << 16;

    /**
     * Looks at a segment whose first batch begins with a sequence that is due, or a later one.
     *
     * @param facts what the index says of one that was sealed, or null
     * @param last  whether nothing was written behind it
     */
    static SegmentCopy of(Path file, IndexRecord facts, long due, boolean last)
    {
        try (Segment segment = Segment.open(file))
        {
            if (segment.isUntouched())
            {
                return new SegmentCopy(file, List.of(), !last || facts != null, due, List.of());
            }
            boolean whole = segment.isQueueFile() &&
                    isAsSealed(segment, facts) && isChain(segment, facts, last);
            List<Integer> good = new ArrayList<>();
            List<JournalDamage> gaps = new ArrayList<>();
            long next = due;
            for (int at = segment.findBatch(0); at >= 0; at = segment.findBatch(segment.behind(at)))
            {
                long first = BatchDescriptor.firstSequence(segment.buffer(), at);
                if (first > next)
                {
                    gaps.add(new JournalDamage(file, at, next, first - 1, "no good batch before this one has them"));
                }
                if (first >= next)
                {
                    good.add(at);
                    next = first + BatchDescriptor.count(segment.buffer(), at);
                }
            }
            return new SegmentCopy(file, good, !whole, next, gaps);
        }
    }

    private static boolean isAsSealed(Segment segment, IndexRecord facts)
    {
        if (facts == null || !facts.isChecked())
        {
            return true;
        }
        return segment.length() >= facts.length() && segment.crc((int) facts.length()) == facts.crc();
    }

    /** Whether good batches lead to the end mark, or in the last segment to an end that the opening settles. */
    private static boolean isChain(Segment segment, IndexRecord facts, boolean last)
    {
        segment.rewind();
        Step step;
        while ((step = segment.next()) == Step.BATCH)
        {
            if (segment.batchProblem() != null)
            {
                break;
            }
        }
        if (step == Step.ENDED)
        {
            return segment.writePosition() <= segment.lastBatchPosition();
        }
        if (!last || facts != null)
        {
            return false;
        }
        segment.rewind();
        try
        {
            return TailScan.of(segment).batches() >= 0;
        }
        catch (JournalDamagedException e)
        {
            return false;
        }
    }

    /** Writes the good batches into a segment of the same name in another directory, ends and forces it. */
    Path write(Path directory) throws IOException
    {
        Path copied = directory.resolve(file.getFileName());
        Files.createDirectories(directory);
        int cycle = SegmentFiles.cycle(file);
        try (Segment segment = Segment.open(file))
        {
            long bytes = 2L * END_ROOM_BYTES;
            for (int batch : batches)
            {
                bytes += Segment.align(BatchDescriptor.length(segment.buffer(), batch)) + Segment.HEADER_BYTES;
            }
            SegmentHeader header = header(directory, cycle);
            try (RandomAccessFile raw = new RandomAccessFile(copied.toFile(), "rw"))
            {
                raw.setLength(0);
                raw.setLength(bytes);
                raw.write(header.bytes());
            }
            try (SegmentWriter writer = SegmentWriter.open(copied, header.length()))
            {
                CRC32C crc = new CRC32C();
                for (int batch : batches)
                {
                    int length = BatchDescriptor.length(segment.buffer(), batch);
                    int to = writer.batchOffset();
                    writer.buffer().putBytes(to, segment.buffer(), batch, length);
                    writer.buffer().putInt(to + BatchDescriptor.CRC_OFFSET, BatchDescriptor.checksum(crc,
                            writer.bytes(), to, length, cycle, to - Segment.HEADER_BYTES), BatchDescriptor.ORDER);
                    writer.publish(length);
                }
                writer.end();
                writer.force();
            }
        }
        return copied;
    }

    /** Has Chronicle begin a segment of its own, so that ours begins as all do. */
    private static SegmentHeader header(Path directory, int cycle) throws IOException
    {
        Path model = Files.createTempDirectory(directory, "model");
        Path precreated = SegmentFiles.precreated(model, cycle);
        int modelBytes = 1 << 20;
        Files.write(precreated, new byte[modelBytes]);
        try (ChronicleDirectory chronicle = ChronicleDirectory.begin(model, cycle, modelBytes))
        {
            return SegmentHeader.read(SegmentFiles.segment(model, cycle), chronicle.headerBytes());
        }
        finally
        {
            try (var files = Files.list(model))
            {
                for (Path each : files.toList())
                {
                    Files.delete(each);
                }
            }
            Files.delete(model);
        }
    }
}
