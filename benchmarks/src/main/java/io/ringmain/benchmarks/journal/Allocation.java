package io.ringmain.benchmarks.journal;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
            long before = allocatedBytes();
            feed.events(events);
            writing = (double) (allocatedBytes() - before) / events;
            written = feed.count();
        }
        run.checkAll(folder, payloads, written);
        double reading;
        try (RecordCursor cursor = run.keeper().cursor(folder))
        {
            long before = allocatedBytes();
            payloads.checkAll(cursor, written);
            reading = (double) (allocatedBytes() - before) / written;
        }
        return Map.of("write", List.of(writing), "read", List.of(reading));
    }

    /** Of the threads that live now; none that allocates for events ends meanwhile. */
    private static long allocatedBytes()
    {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
        {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
