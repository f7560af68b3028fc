package io.ringmain.journal;

import java.util.List;

import io.ringmain.journal.Segment.Step;

/**
 * The test of a search by the position in the source: for a batch, the first record of the partition from it on is still
 * before the wanted position. Batches without a record of the partition are looked behind, to the end of their segment.
 */
final class SourceSearch implements SegmentSearch.Test
{
    private static final long NONE = Long.MIN_VALUE;

    private final JournalMap map;
    private final BatchRecords records;
    private final int partition;
    private final long wanted;

    SourceSearch(JournalMap map, BatchRecords records, int partition, long wanted)
    {
        this.map = map;
        this.records = records;
        this.partition = partition;
        this.wanted = wanted;
    }

    /** The last segment whose first record of the partition is still before the wanted position, 0 for none. */
    int cycle()
    {
        List<Integer> cycles = map.searched();
        int found = 0;
        int low = 0;
        int high = cycles.size() - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int asked = middle;
            long position = firstPosition(cycles.get(asked));
            while (position == NONE && asked > low)
            {
                position = firstPosition(cycles.get(--asked));
            }
            if (position != NONE && position >= wanted)
            {
                high = asked - 1;
            }
            else
            {
                found = position == NONE ? found : cycles.get(asked);
                low = middle + 1;
            }
        }
        return found;
    }

    private long firstPosition(int cycle)
    {
        try (Segment segment = Segment.openIfPresent(map.file(cycle)))
        {
            int first = segment == null ? -1 : SegmentSearch.first(segment);
            return first < 0 ? NONE : firstPosition(segment, first);
        }
    }

    /** The position of the partition's first record from a batch on, within its segment. */
    private long firstPosition(Segment segment, int batch)
    {
        segment.moveOnto(batch);
        do
        {
            // what is damaged is for the reader to tell
            if (segment.batchProblem() == null && records.open(segment, segment.batchOffset()) == null)
            {
                int found = records.find(partition, 0);
                if (found >= 0)
                {
                    return records.position(found);
                }
            }
        }
        while (segment.next() == Step.BATCH);
        return NONE;
    }

    @Override
    public boolean holds(Segment segment, int batch)
    {
        long position = firstPosition(segment, batch);
        return position != NONE && position < wanted;
    }
}
