package io.ringmain.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Makes an index anew from the segments, and from what can still be read of the old one. */
final class IndexRebuild
{
    private IndexRebuild()
    {}

    /**
     * The records of the new index. The newest segment is only begun, since its end is not settled here.
     *
     * @param readAll whether the segments are read for their checksums, which takes as long as the journal is large;
     *                otherwise their first and last batches tell
     */
    static List<IndexRecord> records(Path directory, IndexContent old, boolean readAll)
    {
        List<IndexRecord> records = new ArrayList<>();
        IndexRecord trimmed = old.trimmed();
        if (trimmed.cycle() > SegmentFiles.FIRST_CYCLE)
        {
            records.add(trimmed);
        }
        records.addAll(old.losses());
        TreeSet<Integer> cycles = new TreeSet<>(SegmentFiles.cycles(directory));
        int newest = cycles.isEmpty() ? 0 : cycles.last();
        old.cycles().forEach(cycles::add);
        for (int cycle : cycles.tailSet(trimmed.cycle()))
        {
            IndexRecord known = old.sealed(cycle);
            Path file = SegmentFiles.segment(directory, cycle);
            if (known == null && cycle != newest && Files.exists(file))
            {
                known = facts(file, readAll);
            }
            records.add(known != null ? known : IndexRecord.begun(cycle));
        }
        return records;
    }

    private static IndexRecord facts(Path file, boolean readAll)
    {
        try (Segment segment = Segment.open(file))
        {
            IndexRecord probed = SegmentFacts.probe(segment);
            return probed != null && readAll ? SegmentFacts.read(segment, true, HelperPace.AT_ONCE) : probed;
        }
    }
}
