package io.ringmain.journal;

import io.ringmain.journal.Segment.Step;

/**
 * Finds batches in a segment without walking all of it: from any byte on, the next whole batch is told by its magic and by
 * a checksum that holds only where it lies.
 */
final class SegmentSearch
{
    /** Below this the rest is looked through in order. */
    private static final int NEAR_BYTES = 1 << 13;

    private SegmentSearch()
    {}

    /** Something that holds for the batches up to one, and not for those behind it. */
    interface Test
    {
        boolean holds(Segment segment, int batch);
    }

    /** The offset of the first whole batch, -1 for none. */
    static int first(Segment segment)
    {
        segment.rewind();
        if (segment.isInitialised() && segment.next() == Step.BATCH && segment.batchProblem() == null)
        {
            return segment.batchOffset();
        }
        // what its writer has not begun holds nothing; what is damaged is searched
        return segment.isUntouched() ? -1 : segment.findBatch(0);
    }

    /** The offset of the last whole batch for which a test holds, -1 for none. */
    static int last(Segment segment, Test test)
    {
        int low = first(segment);
        if (low < 0 || !test.holds(segment, low))
        {
            return -1;
        }
        int high = segment.searchEnd();
        while (high - low > NEAR_BYTES)
        {
            int middle = (low + high) >>> 1;
            int found = segment.findBatch(middle, high);
            if (found >= 0 && test.holds(segment, found))
            {
                low = found;
            }
            else
            {
                high = middle;
            }
        }
        int next;
        while ((next = segment.findBatch(segment.behind(low), high)) >= 0 && test.holds(segment, next))
        {
            low = next;
        }
        return low;
    }
}
