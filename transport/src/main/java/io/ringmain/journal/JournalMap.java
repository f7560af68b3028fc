package io.ringmain.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which segments a journal has now and what its index says of them. Cold path: used between segments and for seeking. */
final class JournalMap
{
    private final Path directory;
    private IndexContent content;
    private Object seen;

    /** What tells one state of the index file from another. */
    private record Seen(long length, Object time, Object key)
    {}

    JournalMap(Path directory)
    {
        this.directory = directory;
        refresh();
    }

    /** Reads the index again when it has changed. */
    IndexContent refresh()
    {
        Seen now = look();
        if (content == null || !now.equals(seen))
        {
            seen = now;
            content = JournalIndex.load(directory);
        }
        return content;
    }

    private Seen look()
    {
        try
        {
            BasicFileAttributes file = Files.readAttributes(directory.resolve(JournalIndex.FILE),
                    BasicFileAttributes.class);
            return new Seen(file.size(), file.lastModifiedTime(), file.fileKey());
        }
        catch (IOException e)
        {
            // there is none, or reading it will tell
            return new Seen(-1, "", "");
        }
    }

    IndexContent content()
    {
        return content;
    }

    Path file(int cycle)
    {
        return SegmentFiles.segment(directory, cycle);
    }

    /** The segments that exist and are kept, in order. */
    List<Integer> cycles()
    {
        int first = content.trimmed().cycle();
        return SegmentFiles.cycles(directory).stream().filter(cycle -> cycle >= first).toList();
    }

    /** The first segment that exists behind a cycle, 0 for none. */
    int firstBehind(int cycle)
    {
        for (int later : SegmentFiles.cycles(directory))
        {
            if (later > cycle)
            {
                return later;
            }
        }
        return 0;
    }

    /** The last sequence that the index knows in the segments from a cycle on, or {@link JournalDamage#UNKNOWN}. */
    long lastKnown(int from)
    {
        long last = JournalDamage.UNKNOWN;
        for (int cycle : content.cycles())
        {
            IndexRecord facts = content.sealed(cycle);
            if (cycle >= from)
            {
                last = facts == null ? JournalDamage.UNKNOWN : facts.lastSequence();
            }
        }
        return last;
    }

    /** What is known of the beginning of a segment, from the index or from its first whole batch; null for nothing. */
    IndexRecord beginning(int cycle)
    {
        IndexRecord facts = content.sealed(cycle);
        if (facts != null)
        {
            return facts;
        }
        try (Segment segment = Segment.openIfPresent(file(cycle)))
        {
            int first = segment == null ? -1 : SegmentSearch.first(segment);
            return first < 0
                    ? null
                    : new IndexRecord(IndexRecord.Kind.BEGUN, cycle, 0,
                            BatchDescriptor.firstSequence(segment.buffer(), first), 0,
                            BatchDescriptor.timeNs(segment.buffer(), first), 0, 0, 0);
        }
    }

    /**
     * The last segment whose beginning passes a test that those up to it pass and those behind it do not.
     *
     * @return its cycle, or 0 when none does
     */
    int last(Predicate<IndexRecord> test)
    {
        List<Integer> cycles = searched();
        int found = 0;
        int low = 0;
        int high = cycles.size() - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            // one that tells nothing is passed over to the left
            int asked = middle;
            IndexRecord beginning = beginning(cycles.get(asked));
            while (beginning == null && asked > low)
            {
                beginning = beginning(cycles.get(--asked));
            }
            if (beginning != null && test.test(beginning))
            {
                found = cycles.get(asked);
                low = middle + 1;
            }
            else if (beginning == null)
            {
                low = middle + 1;
            }
            else
            {
                high = asked - 1;
            }
        }
        // the index may know one that is missing
        int at = cycles.indexOf(found);
        while (found != 0 && !Files.exists(file(found)))
        {
            found = at > 0 ? cycles.get(--at) : 0;
        }
        return found;
    }

    /** The segments that a search goes over: from an index that is whole, since listing a directory takes longer than a search. */
    List<Integer> searched()
    {
        if (content.problem() != null || content.lastCycle() == 0)
        {
            return cycles();
        }
        List<Integer> cycles = new ArrayList<>();
        int cycle = content.trimmed().cycle();
        for (boolean known = true; known; cycle += known ? 1 : 0)
        {
            boolean there = content.segment(cycle) != null || Files.exists(file(cycle));
            if (there)
            {
                cycles.add(cycle);
            }
            known = there || content.isGivenUp(cycle);
        }
        boolean whole = cycle > content.lastCycle() && !Files.exists(file(cycle + 1));
        return whole ? cycles : cycles();
    }
}
