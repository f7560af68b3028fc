package io.ringmain.benchmarks.journal;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;

/** What all Java threads together allocate on the heap while events are written and read, rolls included. */
final class Allocation
{
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private Allocation()
    {}

    static Map<String, List<Double>> run(JournalRun run, JournalEffort effort, Path folder) throws Exception
    {
        Payloads payloads = new Payloads(run.payloadBytes());
        long events = Volume.eventsIn(effort.passBytes(), run.payloadBytes());
        long written;
        double writing;
        try (RecordAppender appender = run.keeper().appender(folder, run.volume(effort)))
        {
            Feed feed = new Feed(payloads, run.payloadBytes(), appender.stage());
            feed.events(Volume.eventsIn(effort.warmUpBytes(), run.payloadBytes()));
            Map<Long, Long> before = allocatedBytes();
            feed.events(events);
            writing = (double) allocatedSince(before) / events;
            written = feed.count();
        }
        run.checkAll(folder, payloads, written);
        double reading;
        try (RecordCursor cursor = run.keeper().cursor(folder))
        {
            Map<Long, Long> before = allocatedBytes();
            payloads.checkAll(cursor, written);
            reading = (double) allocatedSince(before) / written;
        }
        return Map.of("write", List.of(writing), "read", List.of(reading));
    }

    /**
     * By the threads that live now: a thread that has ended meanwhile (a compiler, a cleaner) is neither asked nor
     * counted against the others. None that allocates for events ends within a pass.
     */
    private static long allocatedSince(Map<Long, Long> before)
    {
        return allocatedBytes().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L)).sum();
    }

    private static Map<Long, Long> allocatedBytes()
    {
        long[] threads = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(threads);
        return IntStream.range(0, threads.length).filter(i -> bytes[i] >= 0).boxed()
                .collect(Collectors.toMap(i -> threads[i], i -> bytes[i]));
    }
}
