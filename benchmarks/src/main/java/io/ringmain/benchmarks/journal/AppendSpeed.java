package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.load.ResidentMemory;

/** How fast one thread appends batches, rolls and all; into the page cache, as nothing is forced. */
final class AppendSpeed
{
    private static final double MICROS = 1e3;

    private AppendSpeed()
    {}

    static Map<String, List<Double>> run(JournalRun run, JournalEffort effort, Path folder) throws Exception
    {
        Payloads payloads = new Payloads(run.payloadBytes());
        long events = Volume.eventsIn(effort.passBytes(), run.payloadBytes());
        double millionsPerSecond;
        long written;
        try (RecordAppender appender = run.keeper().appender(folder, run.volume(effort)))
        {
            Feed feed = new Feed(payloads, run.payloadBytes(), appender.stage());
            feed.events(Volume.eventsIn(effort.warmUpBytes(), run.payloadBytes()));
            try (ResidentMemory memory = new ResidentMemory(folder.resolveSibling(folder.getFileName() + "-memory"),
                    effort.passBytes()))
            {
                long startNs = System.nanoTime();
                memory.events(events, Volume.recordBytes(run.payloadBytes()), Feed.BATCH, feed::events);
                millionsPerSecond = events * MICROS / (System.nanoTime() - startNs);
            }
            written = feed.count();
        }
        run.checkAll(folder, payloads, written);
        return Map.of("throughput", List.of(millionsPerSecond));
    }
}
