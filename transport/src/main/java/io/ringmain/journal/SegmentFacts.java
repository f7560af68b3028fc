package io.ringmain.journal;

import java.nio.file.Path;

import io.ringmain.journal.Segment.Step;

/** What the index says of a segment, found in the segment itself. */
final class SegmentFacts
{
    /** The end mark and the text behind it. */
    static final int END_BYTES = 3 * Segment.HEADER_BYTES;

    private SegmentFacts()
    {}

    /** Reads the whole segment, which must have its end mark. */
    static IndexRecord read(Path file, boolean clean, HelperPace pace)
    {
        try (Segment segment = Segment.open(file))
        {
            return read(segment, clean, pace);
        }
    }

    static IndexRecord read(Segment segment, boolean clean, HelperPace pace)
    {
        int first = 0;
        int nextPause = HelperPace.PIECE_BYTES;
        Step step;
        segment.rewind();
        while ((step = segment.next()) == Step.BATCH)
        {
            first = first == 0 ? segment.batchOffset() : first;
            if (segment.position() >= nextPause)
            {
                nextPause = segment.position() + HelperPace.PIECE_BYTES;
                pace.pause((double) segment.position() / segment.length() / 2);
            }
        }
        return facts(segment, step, first, clean ? IndexRecord.CHECKED : IndexRecord.CHECKED | IndexRecord.UNCLEAN,
                pace);
    }

    /**
     * Looks at the first and the last batch only; null when they do not tell. Such facts say nothing about the bytes in
     * between.
     */
    static IndexRecord probe(Segment segment)
    {
        if (!segment.isQueueFile())
        {
            return null;
        }
        segment.rewind();
        if (segment.next() != Step.BATCH || segment.batchProblem() != null)
        {
            return null;
        }
        int first = segment.batchOffset();
        if (!segment.moveToLast() || segment.next() != Step.BATCH || segment.batchProblem() != null)
        {
            return null;
        }
        Step step = segment.next();
        return step == Step.ENDED ? facts(segment, step, first, 0, HelperPace.AT_ONCE) : null;
    }

    private static IndexRecord facts(Segment segment, Step step, int first, int flags, HelperPace pace)
    {
        int length = segment.position() + END_BYTES;
        if (step != Step.ENDED || length > segment.length() || first == 0)
        {
            throw new JournalDamagedException(segment.file(), segment.position(), 0, JournalDamage.UNKNOWN,
                    first == 0 ? "it holds no batch" : "it has no end mark");
        }
        int last = segment.batchOffset();
        long firstSequence = BatchDescriptor.firstSequence(segment.buffer(), first);
        long next = BatchDescriptor.firstSequence(segment.buffer(), last) +
                BatchDescriptor.count(segment.buffer(), last);
        int crc = (flags & IndexRecord.CHECKED) != 0 ? segment.crc(length, pace) : 0;
        return new IndexRecord(IndexRecord.Kind.SEALED, segment.cycle(), crc, firstSequence, next - firstSequence,
                BatchDescriptor.timeNs(segment.buffer(), first), BatchDescriptor.timeNs(segment.buffer(), last), length,
                flags);
    }
}
