package io.ringmain.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * Deletes whole segments from the front of a journal: sealed ones that a limit says are no longer kept, never the last one,
 * and never one that a {@linkplain ReaderRegistration registered reader} still needs. That they may go is forced to the index before the first is deleted, so that no
 * reader takes them for lost; a trimmer that is killed leaves files over, which the next one deletes.
 *
 * <p>
 * Threading: one thread at a time; a writer, readers and trimmers in other processes may be at work meanwhile.
 */
public final class JournalTrimmer
{
    private final Path directory;
    private final Retention retention;
    private final List<RecordKeeper> keepers;
    private final EpochNanoClock clock;

    /**
     * For a journal.
     *
     * @param directory of the journal
     * @param retention what {@link #run()} keeps
     * @throws JournalException when there is no journal
     */
    public JournalTrimmer(Path directory, Retention retention)
    {
        this(directory, retention, List.of());
    }

    JournalTrimmer(Path directory, Retention retention, List<? extends RecordKeeper> keepers)
    {
        this(directory, retention, keepers, new SystemEpochNanoClock());
    }

    JournalTrimmer(Path directory, Retention retention, List<? extends RecordKeeper> keepers, EpochNanoClock clock)
    {
        ChronicleSetup.forReading();
        this.directory = JournalDirectory.forReading(directory);
        this.retention = retention;
        this.keepers = List.copyOf(keepers);
        this.clock = clock;
    }

    /**
     * Deletes what the retention does not keep.
     *
     * @return what was done, and what is held back
     * @throws JournalException when the index cannot be written or a file cannot be deleted
     */
    public TrimResult run()
    {
        return trim(new ByRetention(retention, clock.nanoTime()), false);
    }

    /**
     * Says what {@link #run()} would do.
     *
     * @return what would be done, and what would be held back
     * @throws JournalException when the index cannot be read
     */
    public TrimResult dryRun()
    {
        return trim(new ByRetention(retention, clock.nanoTime()), true);
    }

    /**
     * Deletes the segments all of whose records come before another.
     *
     * @param sequence the first that is to be kept
     * @param dryRun   true to only say what would be done
     * @return what was done, and what is held back
     * @throws JournalException when the index cannot be written or a file cannot be deleted
     */
    public TrimResult before(long sequence, boolean dryRun)
    {
        return trim(segment -> segment.facts().lastSequence() < sequence, dryRun);
    }

    /**
     * Deletes the segments all of whose records are older than a time.
     *
     * @param ns     since 1970
     * @param dryRun true to only say what would be done
     * @return what was done, and what is held back
     * @throws JournalException when the index cannot be written or a file cannot be deleted
     */
    public TrimResult beforeTime(long ns, boolean dryRun)
    {
        return trim(segment -> segment.facts().lastTimeNs() < ns, dryRun);
    }

    /** A sealed segment, and how much there is from it on. */
    private record Candidate(Path file, IndexRecord facts, long bytes, long bytesFromHere, int segmentsFromHere)
    {}

    private record ByRetention(Retention retention, long nowNs) implements Predicate<Candidate>
    {
        @Override
        public boolean test(Candidate segment)
        {
            return isTooMuch(segment) || isTooOld(segment);
        }

        private boolean isTooMuch(Candidate segment)
        {
            boolean bytes = retention.maxBytes() > 0 && segment.bytesFromHere() > retention.maxBytes();
            boolean number = retention.maxSegments() > 0 && segment.segmentsFromHere() > retention.maxSegments();
            return bytes || number;
        }

        private boolean isTooOld(Candidate segment)
        {
            return retention.maxAge() != null &&
                    segment.facts().lastTimeNs() < nowNs - TimeUnit.NANOSECONDS.convert(retention.maxAge());
        }
    }

    private TrimResult trim(Predicate<Candidate> isTooOld, boolean dryRun)
    {
        JournalMap map = new JournalMap(directory);
        try
        {
            List<Candidate> wanted = new ArrayList<>();
            List<String> stoppedBy = new ArrayList<>();
            List<Candidate> candidates = candidates(map, stoppedBy);
            for (Candidate candidate : candidates)
            {
                if (!isTooOld.test(candidate))
                {
                    break;
                }
                wanted.add(candidate);
            }
            List<RecordKeeper> needing = needing();
            List<Candidate> free = wanted.stream().filter(candidate -> isFree(candidate.facts(), needing)).toList();
            List<String> holders = new ArrayList<>(wanted.size() == candidates.size() ? stoppedBy : List.of());
            if (free.size() < wanted.size())
            {
                IndexRecord held = wanted.get(free.size()).facts();
                needing.stream().filter(keeper -> keeper.oldestNeeded() <= held.lastSequence())
                        .forEach(keeper -> holders
                                .add("%s (needs %d on)".formatted(keeper.name(), keeper.oldestNeeded())));
            }
            long first = map.content().trimmed().firstSequence();
            if (!free.isEmpty())
            {
                IndexRecord last = free.get(free.size() - 1).facts();
                first = last.lastSequence() + 1;
                if (!dryRun)
                {
                    JournalIndex.of(directory).trimmed(last.cycle() + 1, first);
                }
            }
            if (!dryRun)
            {
                delete(directory, map.refresh().trimmed().cycle());
            }
            return new TrimResult(free.stream().map(Candidate::file).toList(),
                    free.stream().mapToLong(Candidate::bytes).sum(), first, wanted.size() - free.size(), holders);
        }
        catch (IOException e)
        {
            throw new JournalException(
                    "The journal %s could not be trimmed: %s. Trim it again; no record that is kept is concerned."
                            .formatted(directory, e),
                    e);
        }
    }

    /** The readers that are registered just now, and those that were given. */
    private List<RecordKeeper> needing()
    {
        List<RecordKeeper> all = new ArrayList<>(keepers);
        ReaderRegistration.list(directory).forEach(reader -> all.add(new Registered(reader)));
        return all;
    }

    private record Registered(ReaderRegistration.Reader reader) implements RecordKeeper
    {
        @Override
        public String name()
        {
            return "the reader " + reader.name();
        }

        @Override
        public long oldestNeeded()
        {
            return reader.sequence();
        }
    }

    private static boolean isFree(IndexRecord segment, List<RecordKeeper> needing)
    {
        return needing.stream().allMatch(keeper -> keeper.oldestNeeded() > segment.lastSequence());
    }

    /** The sealed segments from the front up to the first that is not, but for the last that holds records. */
    private static List<Candidate> candidates(JournalMap map, List<String> stoppedBy) throws IOException
    {
        List<Integer> cycles = map.cycles().stream().filter(cycle -> map.beginning(cycle) != null).toList();
        long[] bytes = new long[cycles.size() + 1];
        long[] fromHere = new long[cycles.size() + 1];
        for (int i = cycles.size() - 1; i >= 0; i--)
        {
            Path file = map.file(cycles.get(i));
            // another trimmer may be at work
            bytes[i] = Files.exists(file) ? Files.size(file) : 0;
            fromHere[i] = fromHere[i + 1] + bytes[i];
        }
        List<Candidate> candidates = new ArrayList<>();
        int due = map.content().trimmed().cycle();
        for (int i = 0; i < cycles.size() - 1; i++)
        {
            while (due < cycles.get(i) && map.content().isGivenUp(due))
            {
                due++;
            }
            IndexRecord facts = map.content().sealed(cycles.get(i));
            if (facts == null || facts.cycle() != due)
            {
                // damage is not to be forgotten by trimming
                stoppedBy.add(map.file(due) + ", which is missing or not known to the index; see \"ringmain verify\"");
                break;
            }
            due++;
            candidates.add(new Candidate(map.file(facts.cycle()), facts, bytes[i], fromHere[i], cycles.size() - i));
        }
        return candidates;
    }

    /** What the index says is trimmed, and is there all the same. */
    static void deleteTrimmed(Path directory)
    {
        try
        {
            delete(directory, new JournalMap(directory).refresh().trimmed().cycle());
        }
        catch (IOException e)
        {
            throw new JournalException("Segments of %s that are trimmed cannot be deleted: %s".formatted(directory, e),
                    e);
        }
    }

    /** Also what a trimmer before has left over. */
    private static void delete(Path directory, int firstKept) throws IOException
    {
        boolean any = false;
        for (int cycle : SegmentFiles.cycles(directory))
        {
            if (cycle < firstKept)
            {
                any |= Files.deleteIfExists(SegmentFiles.segment(directory, cycle));
            }
        }
        if (any)
        {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ))
            {
                channel.force(true);
            }
        }
    }
}
