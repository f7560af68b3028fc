package io.ringmain.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import io.ringmain.journal.SegmentStat.State;

/**
 * What a journal holds, at a glance: taken from the index and the first and last batches, without reading the records.
 * What is damaged in between is for {@link JournalVerifier} to find.
 *
 * @param directory     of the journal
 * @param segments      in order
 * @param firstSequence the first that is kept
 * @param lastSequence  of the last record; one before the first when there is none
 * @param records       how many sequences the segments span
 * @param bytes         of all segments
 * @param firstTimeNs   of the first batch, ns since 1970; 0 without one
 * @param lastTimeNs    of the last batch, ns since 1970; 0 without one
 * @param encrypted     whether the last batch is
 * @param gaps          sequences between segments that are not there
 * @param givenUp       sequences that a repair has given up
 */
public record JournalStat(Path directory, List<SegmentStat> segments, long firstSequence, long lastSequence,
        long records, long bytes, long firstTimeNs, long lastTimeNs, boolean encrypted, List<Gap> gaps,
        List<Gap> givenUp)
{
    /**
     * A range of sequences.
     *
     * @param first the first of them
     * @param last  the last of them; one before the first when it is not known how many there were
     */
    public record Gap(long first, long last)
    {}

    /** Takes copies of the lists. */
    public JournalStat
    {
        segments = List.copyOf(segments);
        gaps = List.copyOf(gaps);
        givenUp = List.copyOf(givenUp);
    }

    /**
     * Looks at a journal; it may be written meanwhile.
     *
     * @param directory of the journal
     * @return what it holds now
     * @throws JournalException when there is no journal, or it cannot be read
     */
    public static JournalStat of(Path directory)
    {
        ChronicleSetup.forReading();
        try
        {
            return of(new JournalMap(JournalDirectory.forReading(directory)), directory);
        }
        catch (IOException e)
        {
            throw new JournalException("The journal " + directory + " cannot be read: " + e, e);
        }
    }

    private static JournalStat of(JournalMap map, Path directory) throws IOException
    {
        // the files first: what a trimmer had deleted by then, the index already knows
        List<Integer> files = SegmentFiles.cycles(directory);
        IndexContent content = map.refresh();
        List<SegmentStat> segments = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        long first = content.trimmed().firstSequence();
        long next = first;
        long records = 0;
        long bytes = 0;
        NavigableSet<Integer> cycles = new TreeSet<>(files).tailSet(content.trimmed().cycle(), true);
        content.cycles().forEach(cycles::add);
        for (int cycle : cycles)
        {
            SegmentStat segment = segment(map, cycle, next);
            if (segment != null)
            {
                segments.add(segment);
                bytes += segment.bytes();
                if (segment.state() != State.MISSING && segment.count() > 0)
                {
                    if (segment.firstSequence() > next)
                    {
                        gaps.add(new Gap(next, segment.firstSequence() - 1));
                    }
                    records += segment.count();
                    next = segment.lastSequence() + 1;
                }
            }
        }
        List<SegmentStat> full = segments.stream().filter(segment -> segment.count() > 0).toList();
        return new JournalStat(directory, segments, first, next - 1, records, bytes,
                full.isEmpty() ? 0 : full.get(0).firstTimeNs(),
                full.isEmpty() ? 0 : full.get(full.size() - 1).lastTimeNs(), isEncrypted(map), gaps,
                content.losses().stream().map(loss -> new Gap(loss.firstSequence(), loss.lastSequence())).toList());
    }

    /** Null for one that was filled ahead and not begun. */
    private static SegmentStat segment(JournalMap map, int cycle, long next) throws IOException
    {
        Path file = map.file(cycle);
        IndexRecord facts = map.content().sealed(cycle);
        try (Segment segment = Segment.openIfPresent(file))
        {
            long bytes = segment == null ? 0 : Files.size(file);
            if (facts != null)
            {
                return new SegmentStat(file, segment == null ? State.MISSING : State.SEALED, !facts.isUnclean(),
                        facts.firstSequence(), facts.lastSequence(), facts.firstTimeNs(), facts.lastTimeNs(), bytes);
            }
            if (segment == null)
            {
                return new SegmentStat(file, State.MISSING, false, next, next - 1, 0, 0, 0);
            }
            int first = SegmentSearch.first(segment);
            if (first < 0)
            {
                boolean unreadable = segment.isInitialised() && !segment.isQueueFile();
                return segment.isUntouched()
                        ? null
                        : new SegmentStat(file, unreadable ? State.UNREADABLE : State.OPEN, false, next, next - 1, 0,
                                0, bytes);
            }
            int last = SegmentSearch.last(segment, (any, batch) -> true);
            return new SegmentStat(file, State.OPEN, false, BatchDescriptor.firstSequence(segment.buffer(), first),
                    BatchDescriptor.firstSequence(segment.buffer(), last) +
                            BatchDescriptor.count(segment.buffer(), last) - 1,
                    BatchDescriptor.timeNs(segment.buffer(), first), BatchDescriptor.timeNs(segment.buffer(), last),
                    bytes);
        }
    }

    private static boolean isEncrypted(JournalMap map)
    {
        List<Integer> cycles = map.cycles();
        for (int i = cycles.size() - 1; i >= 0; i--)
        {
            try (Segment segment = Segment.openIfPresent(map.file(cycles.get(i))))
            {
                int first = segment == null ? -1 : SegmentSearch.first(segment);
                if (first >= 0)
                {
                    return (BatchDescriptor.flags(segment.buffer(), first) & BatchDescriptor.ENCRYPTED) != 0;
                }
            }
        }
        return false;
    }

    /**
     * How many records there are in each of a number of equal spans of time, for a drawing. Looks the limits up and reads
     * nothing else, so that it takes well under a millisecond a span; sequences that are lost count, too.
     *
     * @param fromNs  the beginning of the first span, ns since 1970
     * @param toNs    the end of the last span, not included
     * @param buckets how many spans, from 1
     * @return a count for each span
     */
    public long[] histogram(long fromNs, long toNs, int buckets)
    {
        if (buckets < 1 || toNs <= fromNs)
        {
            throw new IllegalArgumentException(
                    "%d spans from %d to %d; give at least one, and an end behind the beginning"
                            .formatted(buckets, fromNs, toNs));
        }
        JournalMap map = new JournalMap(directory);
        long[] counts = new long[buckets];
        double spanNs = ((double) toNs - fromNs) / buckets;
        long before = sequenceAt(map, fromNs);
        for (int i = 0; i < buckets; i++)
        {
            long behind = sequenceAt(map, i == buckets - 1 ? toNs : fromNs + (long) ((i + 1) * spanNs));
            counts[i] = Math.max(0, behind - before);
            before = behind;
        }
        return counts;
    }

    /** The first sequence whose time is not before another, as far as whole batches tell. */
    private long sequenceAt(JournalMap map, long ns)
    {
        int cycle = map.last(beginning -> beginning.firstTimeNs() < ns);
        try (Segment segment = cycle == 0 ? null : Segment.openIfPresent(map.file(cycle)))
        {
            int batch = segment == null
                    ? -1
                    : SegmentSearch.last(segment, (any, at) -> BatchDescriptor.timeNs(any.buffer(), at) < ns);
            return batch < 0
                    ? firstSequence
                    : BatchDescriptor.firstSequence(segment.buffer(), batch) +
                            BatchDescriptor.count(segment.buffer(), batch);
        }
    }
}
