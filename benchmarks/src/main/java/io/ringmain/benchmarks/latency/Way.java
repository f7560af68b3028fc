package io.ringmain.benchmarks.latency;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.ringmain.benchmarks.engine.EnginePath;
import io.ringmain.benchmarks.journal.JournalPath;
import io.ringmain.benchmarks.kafka.KafkaPath;
import io.ringmain.benchmarks.load.LoadedPath;

/** What lies between the load and the clock. */
public enum Way
{
    /** Three stages in sequence. */
    IN_PROCESS(10, 10_000, 10_000_000, 100_000, 1_000_000)
    {
        @Override
        public List<String> sides()
        {
            return EnginePath.sides();
        }

        @Override
        LoadedPath open(String side, List<String> words)
        {
            return EnginePath.through(side);
        }
    },
    /** A journal. */
    JOURNAL(10, 10_000, 3_000_000, 100_000, 500_000)
    {
        @Override
        public List<String> sides()
        {
            return JournalPath.sides();
        }

        @Override
        LoadedPath open(String side, List<String> words) throws Exception
        {
            System.setProperty("chronicle.announcer.disable", "true");
            return JournalPath.through(side, Files.createDirectory(Path.of(words.get(0))));
        }
    },
    /** A topic, another process, another topic. */
    KAFKA(200, 1_000, 300_000, 10_000, 10_000)
    {
        @Override
        public List<String> sides()
        {
            return KafkaPath.sides();
        }

        @Override
        LoadedPath open(String side, List<String> words) throws Exception
        {
            return KafkaPath.through(side, words.get(1), words.get(2), Files.createDirectory(Path.of(words.get(0))));
        }
    };

    private static final int WARM_UP_STEPS = 12;
    private static final long CLIENTS_WARM_UP_MS = 10_000;

    private final int keepMs;
    private final long least;
    private final long greatest;
    private final long reference;
    private final long warmUp;

    Way(int keepMs, long least, long greatest, long reference, long warmUp)
    {
        this.keepMs = keepMs;
        this.least = least;
        this.greatest = greatest;
        this.reference = reference;
        this.warmUp = warmUp;
    }

    /**
     * Who can lie on it.
     *
     * @return names, ours first
     */
    public abstract List<String> sides();

    /** Opens it; the words are a folder that does not exist, a broker and a group. */
    abstract LoadedPath open(String side, List<String> words) throws Exception;

    /**
     * Which rates are held, unless others are asked for: about three times the one before, each.
     *
     * @return events a second, from the least on
     */
    public List<Long> rates()
    {
        return LongStream.iterate(least, decade -> decade <= greatest, decade -> 10 * decade)
                .flatMap(decade -> LongStream.of(decade, 3 * decade)).filter(rate -> rate <= greatest).boxed().toList();
    }

    /**
     * The rate that is held longest.
     *
     * @return events a second
     */
    public long reference()
    {
        return reference;
    }

    long warmUp()
    {
        return warmUp;
    }

    /**
     * For how long a way is made warm: the compilers take CPUs from whoever spins, in slices of some milliseconds, which after
     * four seconds would still be the whole tail.
     */
    long warmUpMs(long stepMs)
    {
        return this == KAFKA ? Math.max(CLIENTS_WARM_UP_MS, WARM_UP_STEPS * stepMs) : WARM_UP_STEPS * stepMs;
    }

    /**
     * The p99.9 that the highest rate must keep, unless another is asked for.
     *
     * @return in nanoseconds
     */
    public long keepNs()
    {
        return TimeUnit.MILLISECONDS.toNanos(keepMs);
    }

    /**
     * As cases are called.
     *
     * @return such as "in-process"
     */
    public String key()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
