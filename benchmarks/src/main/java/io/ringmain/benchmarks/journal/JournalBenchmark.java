package io.ringmain.benchmarks.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.ringmain.benchmarks.fork.DiskFolder;
import io.ringmain.benchmarks.fork.OpenedPackages;

/**
 * The append and read cases of {@code ringmain bench journal} under JMH: the same keepers and checks. An iteration is one
 * pass over a fresh folder, so that a disk does not fill up; JMH does not interleave its forks, so what a shared machine does
 * in between meets one side alone. The folder lies beside the jar, or where {@code -jvmArgsAppend -Dringmain.bench.dir=DIR}
 * says.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 5, jvmArgsPrepend = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC", "-Dchronicle.announcer.disable=true",
    OpenedPackages.NIO, OpenedPackages.REF, OpenedPackages.MISC, OpenedPackages.UNSAFE, OpenedPackages.LANG,
    OpenedPackages.REFLECT, OpenedPackages.IO, OpenedPackages.UTIL})
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class JournalBenchmark
{
    private static final int EVENTS = 1 << 21;

    /** Who keeps how much, and where. */
    @State(Scope.Benchmark)
    public static class Kept
    {
        /** Payload of an event, in bytes. */
        @Param({"64", "256"})
        public int payloadBytes;

        /** Who keeps it. */
        @Param({"ringmain", "chronicle-plain", "chronicle-batched"})
        public String keeper;

        private Keeper who;
        private DiskFolder folder;
        private Payloads payloads;

        /** Makes a folder. */
        @Setup
        public void open()
        {
            who = Keeper.valueOf(keeper.toUpperCase(Locale.ROOT).replace('-', '_'));
            String dir = System.getProperty("ringmain.bench.dir");
            folder = DiskFolder.in(dir == null ? DiskFolder.besideTheJar() : Path.of(dir));
            payloads = new Payloads(payloadBytes);
            folder.require(volume().diskBytes(), "this benchmark");
        }

        private Volume volume()
        {
            return new Volume(EVENTS, payloadBytes, JournalEffort.FULL.segmentBytes());
        }

        private Path next() throws Exception
        {
            return Files.createDirectory(folder.next());
        }

        private void check(Path written)
        {
            try (RecordCursor cursor = who.cursor(written))
            {
                payloads.checkAll(cursor, EVENTS);
            }
        }

        /** Removes it. */
        @TearDown
        public void close()
        {
            folder.remove();
        }
    }

    /** An empty journal for each iteration. */
    @State(Scope.Benchmark)
    public static class ToWrite
    {
        private Path path;
        private RecordAppender appender;
        private Feed feed;

        /**
         * Opens one.
         *
         * @param kept who keeps it
         * @throws Exception when it cannot be opened
         */
        @Setup(Level.Iteration)
        public void open(Kept kept) throws Exception
        {
            path = kept.next();
            appender = kept.who.appender(path, kept.volume());
            feed = new Feed(kept.payloads, kept.payloadBytes, appender.stage());
        }

        /**
         * Reads all of it back, and removes it.
         *
         * @param kept who kept it
         */
        @TearDown(Level.Iteration)
        public void close(Kept kept)
        {
            appender.close();
            kept.check(path);
            kept.folder.clear();
        }
    }

    /** A journal that is read in each iteration. */
    @State(Scope.Benchmark)
    public static class ToRead
    {
        private Path path;

        /**
         * Writes it.
         *
         * @param kept who keeps it
         * @throws Exception when it cannot be written
         */
        @Setup
        public void write(Kept kept) throws Exception
        {
            path = kept.next();
            try (RecordAppender appender = kept.who.appender(path, kept.volume()))
            {
                new Feed(kept.payloads, kept.payloadBytes, appender.stage()).events(EVENTS);
            }
        }
    }

    /**
     * One pass of appending, in batches.
     *
     * @param journal where to
     * @throws Exception when it failed
     */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void append(ToWrite journal) throws Exception
    {
        journal.feed.events(EVENTS);
    }

    /**
     * One pass of reading, the opening of the cursor included.
     *
     * @param kept    who keeps it
     * @param journal where from
     */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void read(Kept kept, ToRead journal)
    {
        ReadSpeed.pass(kept.who, journal.path, EVENTS);
    }
}
