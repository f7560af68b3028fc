package io.ringmain.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What there is to tell of a journal without reading all of it: from its index, and from the first and the last batch of what
 * is not in the index. Needs no key, since it is about when and how many, not about what. Cold path.
 *
 * @param directory     of the journal
 * @param firstSequence the first that is kept, or would be
 * @param records       how many there are, those included that are lost in between
 * @param firstTimeNs   of the first record, ns since 1970; 0 without one
 * @param lastTimeNs    of the last batch, ns since 1970; 0 without one
 * @param segments      those that exist and are kept, in order
 * @param encrypted     whether the records of the last segment need a key
 * @param writer        the process that writes now, {@link #NOBODY} for none
 * @param problems      what is wrong as far as that can be seen, a sentence each
 */
public record JournalSummary(Path directory, long firstSequence, long records, long firstTimeNs, long lastTimeNs,
        List<Part> segments, boolean encrypted, long writer, List<String> problems)
{
    /** What {@link #writer()} answers for a journal that is closed, or where the system does not tell. */
    public static final long NOBODY = -1;

    /**
     * A segment.
     *
     * @param file          where it is
     * @param firstSequence of its first record
     * @param records       how many it has, 0 for none yet
     * @param firstTimeNs   of its first batch, ns since 1970
     * @param lastTimeNs    of its last batch
     * @param bytes         of the file
     * @param sealed        whether it is whole and in the index
     */
    public record Part(Path file, long firstSequence, long records, long firstTimeNs, long lastTimeNs, long bytes,
            boolean sealed)
    {
        long end()
        {
            return firstSequence + records;
        }
    }

    /** Takes copies of the lists. */
    public JournalSummary
    {
        segments = List.copyOf(segments);
        problems = List.copyOf(problems);
    }

    /**
     * Looks.
     *
     * @param directory of a journal, which may be written meanwhile
     * @return how it was just now
     * @throws JournalException when there is no journal, or the JVM's flags are missing
     */
    public static JournalSummary of(Path directory)
    {
        ChronicleSetup.forReading();
        Path journal = JournalDirectory.forReading(directory);
        JournalMap map = new JournalMap(journal);
        IndexContent index = map.content();
        List<Part> parts = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (index.problem() != null)
        {
            problems.add(index.problem());
        }
        boolean encrypted = false;
        for (int cycle : map.cycles())
        {
            try (Segment segment = Segment.openIfPresent(map.file(cycle)))
            {
                if (segment != null)
                {
                    parts.add(part(segment, index.sealed(cycle), end(parts, index)));
                    encrypted = isEncrypted(segment, encrypted);
                }
            }
        }
        addMissing(map, parts, problems);
        addGaps(parts, index, problems);
        parts.removeIf(part -> part.bytes() == 0);
        List<Part> filled = parts.stream().filter(part -> part.records() > 0).toList();
        long first = filled.isEmpty() ? end(parts, index) : filled.get(0).firstSequence();
        return new JournalSummary(journal, first, filled.isEmpty() ? 0 : end(filled, index) - first,
                filled.isEmpty() ? 0 : filled.get(0).firstTimeNs(),
                filled.isEmpty() ? 0 : filled.get(filled.size() - 1).lastTimeNs(), parts, encrypted,
                LockHolder.of(journal.resolve(WriterLock.FILE)), problems);
    }

    private static long end(List<Part> parts, IndexContent index)
    {
        return parts.isEmpty() ? index.trimmed().firstSequence() : parts.get(parts.size() - 1).end();
    }

    private static Part part(Segment segment, IndexRecord sealed, long due)
    {
        long bytes = segment.length();
        if (sealed != null)
        {
            return new Part(segment.file(), sealed.firstSequence(), sealed.count(), sealed.firstTimeNs(),
                    sealed.lastTimeNs(), bytes, true);
        }
        int first = SegmentSearch.first(segment);
        if (first < 0)
        {
            return new Part(segment.file(), due, 0, 0, 0, bytes, false);
        }
        int last = SegmentSearch.last(segment, (in, batch) -> true);
        long firstSequence = BatchDescriptor.firstSequence(segment.buffer(), first);
        return new Part(segment.file(), firstSequence, end(segment, last) - firstSequence,
                BatchDescriptor.timeNs(segment.buffer(), first), BatchDescriptor.timeNs(segment.buffer(), last), bytes,
                false);
    }

    /** A key may have come into use with a later segment. */
    private static boolean isEncrypted(Segment segment, boolean before)
    {
        int first = SegmentSearch.first(segment);
        return first < 0
                ? before
                : (BatchDescriptor.flags(segment.buffer(), first) & BatchDescriptor.ENCRYPTED) != 0;
    }

    /** A missing one stands among the others for as long as gaps are looked for, so that it is not told twice. */
    private static void addMissing(JournalMap map, List<Part> parts, List<String> problems)
    {
        List<Integer> present = map.cycles();
        for (int cycle : map.content().cycles())
        {
            if (!present.contains(cycle))
            {
                IndexRecord facts = map.content().sealed(cycle);
                problems.add("%s is missing%s".formatted(map.file(cycle).getFileName(), facts == null
                        ? ""
                        : ", with the sequences %d to %d".formatted(facts.firstSequence(), facts.lastSequence())));
                if (facts != null)
                {
                    parts.add(new Part(map.file(cycle), facts.firstSequence(), facts.count(), facts.firstTimeNs(),
                            facts.lastTimeNs(), 0, true));
                }
            }
        }
        parts.sort(Comparator.comparing(Part::file));
    }

    private static void addGaps(List<Part> parts, IndexContent index, List<String> problems)
    {
        for (int i = 1; i < parts.size(); i++)
        {
            long due = parts.get(i - 1).end();
            long first = parts.get(i).firstSequence();
            if (first > due)
            {
                problems.add("the sequences %d to %d are not there%s".formatted(due, first - 1,
                        index.isLost(due, first - 1) ? ", given up by a repair" : ""));
            }
        }
    }

    private static long end(Segment segment, int batch)
    {
        return BatchDescriptor.firstSequence(segment.buffer(), batch) + BatchDescriptor.count(segment.buffer(), batch);
    }

    /**
     * How many records came when, found by searching for the ends of the times, not by reading. A batch counts at its time.
     *
     * @param columns how many equally long times there are from the first record's to the last one's, at least one
     * @return a count for each
     */
    public List<Long> overTime(int columns)
    {
        List<Long> counts = new ArrayList<>();
        double columnNs = (double) (lastTimeNs - firstTimeNs) / columns;
        long before = firstSequence;
        try (Cursor cursor = new Cursor())
        {
            for (int i = 1; i <= columns; i++)
            {
                long end = i == columns
                        ? firstSequence + records
                        : Math.max(before, cursor.firstFrom(firstTimeNs + Math.round(columnNs * i)));
                counts.add(end - before);
                before = end;
            }
        }
        return counts;
    }

    /** Keeps the segment open that it has searched last. */
    private final class Cursor implements AutoCloseable
    {
        private int at = -1;
        private Segment segment;

        /** The first sequence of the batches from a time on. */
        long firstFrom(long timeNs)
        {
            int part = -1;
            for (int i = 0; i < segments.size(); i++)
            {
                part = segments.get(i).records() > 0 && segments.get(i).firstTimeNs() < timeNs ? i : part;
            }
            if (part < 0)
            {
                return firstSequence;
            }
            if (segments.get(part).lastTimeNs() < timeNs)
            {
                return segments.get(part).end();
            }
            open(part);
            int last = segment == null
                    ? -1
                    : SegmentSearch.last(segment, (in, batch) -> BatchDescriptor.timeNs(in.buffer(), batch) < timeNs);
            return last < 0 ? segments.get(part).firstSequence() : end(segment, last);
        }

        private void open(int part)
        {
            if (part != at)
            {
                close();
                at = part;
                segment = Segment.openIfPresent(segments.get(part).file());
            }
        }

        @Override
        public void close()
        {
            if (segment != null)
            {
                segment.close();
                segment = null;
            }
        }
    }
}
