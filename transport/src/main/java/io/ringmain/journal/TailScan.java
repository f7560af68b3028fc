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
            throw new JournalDamagedException(segment.file(), 0, 0, JournalDamage.UNKNOWN,
                    "its header is not Chronicle Queue's");
        }
        long next = JournalTail.NONE;
        int lastPosition = 0;
        String problem = null;
        Segment.Step step;
        while ((step = segment.next()) == Segment.Step.BATCH)
        {
            problem = segment.batchProblem();
            if (problem != null)
            {
                segment.stepBack(lastPosition);
                break;
            }
            long first = BatchDescriptor.firstSequence(segment.buffer(), segment.batchOffset());
            if (next != JournalTail.NONE && first != next)
            {
                throw new JournalDamagedException(segment.file(), segment.lastBatchPosition(), next, first - 1,
                        "a batch begins with sequence " + first + " where " + next + " was due");
            }
            next = first + BatchDescriptor.count(segment.buffer(), segment.batchOffset());
            lastPosition = segment.lastBatchPosition();
        }
        return end(segment, step, problem, next);
    }

    private static TailScan end(Segment segment, Segment.Step step, String problem, long next)
    {
        boolean ended = step == Segment.Step.ENDED;
        boolean lostBytes = segment.writePosition() > segment.lastBatchPosition();
        if (ended)
        {
            refuseIf(lostBytes, segment, next, "it ends before its write position " + segment.writePosition());
        }
        else
        {
            // one that never grew to its length on disk, or was cut behind its last batch, has lost nothing
            boolean cut = lostBytes && (step == Segment.Step.TRUNCATED || segment.isCut());
            refuseIf(cut && problem == null, segment, next, "the file has been cut to " + segment.length() + " bytes");
            // an excerpt's header comes after its content: a kill may leave a whole batch that nobody has acknowledged
            int behind = segment.position() + (lostBytes ? 4 : 8);
            int found = segment.findBatch(behind);
            if (found >= 0)
            {
                throw new JournalDamagedException(segment.file(), segment.position(), Math.max(next, 0),
                        BatchDescriptor.firstSequence(segment.buffer(), found) - 1,
                        problem == null ? "a hole with a whole batch behind it" : problem);
            }
            refuseIf(segment.hasMarkBehind(behind), segment, next,
                    problem == null ? "a hole in a segment that was ended" : problem + ", and the segment was ended");
            refuseIf(cut, segment, next, problem);
        }
        return new TailScan(next == JournalTail.NONE ? JournalTail.NONE : next - 1, segment.lastBatchPosition(),
                segment.batches(), segment.position(), ended, lostBytes);
    }

    private static void refuseIf(boolean damaged, Segment segment, long next, String what)
    {
        if (damaged)
        {
            throw new JournalDamagedException(segment.file(), segment.position(), Math.max(next, 0),
                    JournalDamage.UNKNOWN, what);
        }
    }
}
