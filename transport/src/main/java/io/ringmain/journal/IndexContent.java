package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What {@code journal.index} says, as far as it can be read. A last record that is torn was never acknowledged and is
 * none; one that is damaged elsewhere is a {@link #problem()}, and the others still hold.
 */
final class IndexContent
{
    private final boolean present;
    private final int records;
    private final boolean torn;
    private final String problem;
    private final TreeMap<Integer, IndexRecord> segments = new TreeMap<>();
    private final List<IndexRecord> losses = new ArrayList<>();
    private IndexRecord trimmed = IndexRecord.trimmed(SegmentFiles.FIRST_CYCLE, 0);

    private IndexContent(Path file, ByteBuffer bytes, boolean present)
    {
        this.present = present;
        int whole = bytes.capacity() / IndexRecord.BYTES;
        int good = 0;
        String found = null;
        for (int number = 0; number < whole; number++)
        {
            IndexRecord record = IndexRecord.read(bytes, number);
            if (record != null)
            {
                good = number + 1;
                apply(record);
            }
            else if (found == null && (number + 1 < whole || bytes.capacity() % IndexRecord.BYTES != 0))
            {
                found = "%s is damaged at byte %d: record %d of %d is not as it was written".formatted(file,
                        number * IndexRecord.BYTES, number, whole);
            }
        }
        records = good;
        torn = bytes.capacity() > good * IndexRecord.BYTES;
        problem = found;
    }

    static IndexContent absent(Path file)
    {
        return new IndexContent(file, ByteBuffer.allocate(0), false);
    }

    static IndexContent read(Path file, FileChannel channel) throws IOException
    {
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size()).order(BatchDescriptor.ORDER);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0)
        {
            // on to the end
        }
        return new IndexContent(file, bytes.flip().slice().order(BatchDescriptor.ORDER), true);
    }

    private void apply(IndexRecord record)
    {
        switch (record.kind())
        {
            case BEGUN -> segments.putIfAbsent(record.cycle(), record);
            case SEALED -> segments.put(record.cycle(), record);
            case DISCARDED -> segments.remove(record.cycle());
            case LOST -> losses.add(record);
            case TRIMMED -> {
                if (record.cycle() > trimmed.cycle())
                {
                    trimmed = record;
                    segments.headMap(record.cycle()).clear();
                }
            }
        }
    }

    /** Whether there is such a file. */
    boolean isPresent()
    {
        return present;
    }

    /** How many records there are; the next one has this number. */
    int records()
    {
        return records;
    }

    /** Whether there is something behind the last record that is none. */
    boolean isTorn()
    {
        return torn;
    }

    /** What is damaged, other than a torn last record; null for nothing. */
    String problem()
    {
        return problem;
    }

    /** What is known of a segment: that it was begun, or what it was when it was sealed; null for nothing. */
    IndexRecord segment(int cycle)
    {
        return segments.get(cycle);
    }

    /** The facts of a segment that is sealed, or null. */
    IndexRecord sealed(int cycle)
    {
        IndexRecord record = segments.get(cycle);
        return record != null && record.kind() == IndexRecord.Kind.SEALED ? record : null;
    }

    /** The last segment that must exist; 0 for none. */
    int lastCycle()
    {
        return segments.isEmpty() ? 0 : segments.lastKey();
    }

    /** The cycles of the segments that must exist, in order. */
    Iterable<Integer> cycles()
    {
        return segments.keySet();
    }

    /** The first segment and the first sequence that are kept. */
    IndexRecord trimmed()
    {
        return trimmed;
    }

    /** What a repair has given up, in the order in which it did. */
    List<IndexRecord> losses()
    {
        return losses;
    }

    /** Whether repairs have given up a whole range. */
    boolean isLost(long first, long last)
    {
        return isLost(losses, first, last);
    }

    /** Whether losses together have a whole range. */
    static boolean isLost(List<IndexRecord> losses, long first, long last)
    {
        long next = first;
        boolean found = true;
        while (found && next <= last)
        {
            found = false;
            for (IndexRecord loss : losses)
            {
                if (loss.firstSequence() <= next && loss.lastSequence() >= next)
                {
                    next = loss.lastSequence() + 1;
                    found = true;
                }
            }
        }
        return next > last;
    }

    /** Whether a segment was given up by a repair and is not missed. */
    boolean isGivenUp(int cycle)
    {
        return !segments.containsKey(cycle) && losses.stream().anyMatch(loss -> loss.cycle() == cycle);
    }
}
