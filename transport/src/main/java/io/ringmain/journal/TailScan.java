package io.ringmain.journal;

/**
 * What a walk over one segment, every checksum included, says about its end.
 *
 * @param lastSequence the last record's sequence, -1 without one
 * @param lastPosition the position of the last whole batch
 * @param batches      how many whole batches there are
 * @param end          the position behind the last whole batch
 * @param ended        whether the end mark is there
 * @param lostBytes    whether the writer had gone further: a whole batch was written behind the last one that is left
 */
record TailScan(long lastSequence, int lastPosition, int batches, int end, boolean ended, boolean lostBytes)
{
    static TailScan of(Segment segment)
    {
        if (!segment.isQueueFile())
        {
            throw new JournalException(
                    segment.file() + " is not a segment of a journal: its header is not Chronicle Queue's.");
        }
        long next = JournalTail.NONE;
        int lastPosition = 0;
        while (true)
        {
            Segment.Step step = segment.next();
            if (step != Segment.Step.BATCH)
            {
                return end(segment, step, next, step == Segment.Step.OPEN ? 4 : 8);
            }
            String problem = segment.batchProblem();
            if (problem == null)
            {
                long first = BatchDescriptor.firstSequence(segment.buffer(), segment.batchOffset());
                if (next != JournalTail.NONE && first != next)
                {
                    throw new JournalDamagedException(segment.file(), segment.lastBatchPosition(), next, first - 1,
                            "a batch begins with sequence " + first + " where " + next + " was due");
                }
                next = first + BatchDescriptor.count(segment.buffer(), segment.batchOffset());
                lastPosition = segment.lastBatchPosition();
            }
            else
            {
                segment.stepBack(lastPosition);
                return end(segment, Segment.Step.TRUNCATED, next, 8);
            }
        }
    }

    private static TailScan end(Segment segment, Segment.Step step, long next, int searchOffset)
    {
        boolean ended = step == Segment.Step.ENDED;
        boolean lostBytes = segment.writePosition() > segment.lastBatchPosition();
        long lost = next == JournalTail.NONE ? 0 : next;
        int found = ended ? -1 : segment.findBatch(segment.position() + searchOffset);
        if (found >= 0)
        {
            throw new JournalDamagedException(segment.file(), segment.position(), lost,
                    BatchDescriptor.firstSequence(segment.buffer(), found) - 1, "a hole with a whole batch behind it");
        }
        if (ended && lostBytes)
        {
            throw new JournalDamagedException(segment.file(), segment.position(), lost, JournalDamagedException.UNKNOWN,
                    "it ends before its write position " + segment.writePosition());
        }
        return new TailScan(next == JournalTail.NONE ? JournalTail.NONE : next - 1, segment.lastBatchPosition(),
                segment.batches(), segment.position(), ended, lostBytes);
    }
}
