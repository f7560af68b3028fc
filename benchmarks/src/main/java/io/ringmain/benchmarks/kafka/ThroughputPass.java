package io.ringmain.benchmarks.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.IsolationLevel;

import io.ringmain.benchmarks.BenchException;
import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.ResidentMemory;

/** One pass over an input: a fresh JVM with a fresh group, from the start of the topic to its end. */
final class ThroughputPass
{
    private static final long LOOK_EVERY_MS = 50;
    private static final int RECORD_OVERHEAD = 12;
    private static final long PATIENCE_NS = 60_000_000_000L;

    private ThroughputPass()
    {}

    static Map<String, List<Double>> run(SideJob job, Input input, BenchTopics topics, ProcessHandle broker)
            throws Exception
    {
        topics.createForOutput(job.out());
        Map<String, List<Double>> figures = new TreeMap<>();
        long records = recordsOf(input, topics);
        long bytes = input.events() * outputBytes(job.work());
        try (ResidentMemory memory = new ResidentMemory(job.folder().resolve("memory"), bytes))
        {
            double brokerBefore = CpuTime.seconds(broker);
            try (SideProcess side = SideProcess.start(job))
            {
                memory.giveAhead(0);
                awaitCommit(job, records, topics, side,
                        committed -> memory.giveAhead((long) ((double) bytes * committed / records)));
                figures.put("broker-cpu",
                        List.of((CpuTime.seconds(broker) - brokerBefore) * 1e6 / input.events()));
                resources(side, input.events(), figures);
            }
        }
        OutputReader.Seen seen = OutputReader.readAll(topics, job.bootstrap(), job.out(), answer(job, input));
        figures.put("throughput", List.of(input.events() / 1e3 / seen.seconds()));
        figures.put("throughput-warm", List.of(input.events() / 2e3 / seen.laterSeconds()));
        figures.put("outputs", List.of((double) seen.records()));
        return figures;
    }

    /** About what an event takes in the broker's log: of the output, and of a changelog. */
    private static int outputBytes(Work work)
    {
        return switch (work)
        {
            case PASS -> BenchRecords.KEY_BYTES + BenchRecords.VALUE_BYTES + RECORD_OVERHEAD;
            case COUNT -> 2 * (BenchRecords.KEY_BYTES + Long.BYTES + RECORD_OVERHEAD);
        };
    }

    private static long recordsOf(Input input, BenchTopics topics)
    {
        long records = topics.end(input.topic(), IsolationLevel.READ_COMMITTED);
        if (input.layout() == Layout.SINGLE && records != input.events())
        {
            throw new BenchException(
                    "topic " + input.topic() + " has " + records + " records instead of " + input.events());
        }
        return records;
    }

    /** What the process took of the machine. */
    static void resources(SideProcess side, long events, Map<String, List<Double>> figures) throws IOException
    {
        double cpuSeconds = side.cpuSeconds();
        figures.put("cpu-seconds", List.of(cpuSeconds));
        figures.put("cpu", List.of(cpuSeconds * 1e6 / events));
        figures.put("memory", List.of(side.peakMemoryBytes() / (1 << 20)));
        figures.put("heap-used", List.of(side.gcLog().mostUsedMb()));
        figures.put("heap", List.of(side.gcLog().mostLiveMb()));
    }

    /** What is told how many records are committed by now. */
    @FunctionalInterface
    private interface Watch
    {
        void committed(long records) throws IOException;
    }

    /** Waits until the group has committed so many records. */
    static void awaitCommit(SideJob job, long records, BenchTopics topics, SideProcess side)
            throws IOException, InterruptedException
    {
        awaitCommit(job, records, topics, side, committed ->
        {});
    }

    private static void awaitCommit(SideJob job, long records, BenchTopics topics, SideProcess side, Watch watch)
            throws IOException, InterruptedException
    {
        long committed = -1;
        long movedNs = System.nanoTime();
        while (committed < records)
        {
            Thread.sleep(LOOK_EVERY_MS);
            side.requireAlive();
            long now = topics.committed(job.group(), job.in());
            if (now != committed)
            {
                committed = now;
                movedNs = System.nanoTime();
                watch.committed(now);
            }
            else if (System.nanoTime() - movedNs > PATIENCE_NS)
            {
                throw new WrongAnswer("of " + records + " records " + committed + " are committed, and no more since " +
                        PATIENCE_NS / 1_000_000_000 + " s");
            }
        }
    }

    private static Answer answer(SideJob job, Input input)
    {
        Answer answer = switch (job.work())
        {
            case PASS -> new PassedOn(input.records(), input.events());
            case COUNT -> new Counted(input.records(), input.events());
        };
        return job.layout() == Layout.PACKED ? new Unpacked(answer) : answer;
    }

    /** Of packed records. */
    private record Unpacked(Answer events) implements Answer
    {
        @Override
        public void take(byte[] key, byte[] value)
        {
            Packing.unpack(key, value, events);
        }

        @Override
        public void end()
        {
            events.end();
        }
    }
}
