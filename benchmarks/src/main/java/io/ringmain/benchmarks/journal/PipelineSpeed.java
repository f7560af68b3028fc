package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.load.ResidentMemory;

/** How fast events go from a publisher through a journal to a stage that sees only what is kept. */
final class PipelineSpeed
{
    private static final double MICROS = 1e3;

    private PipelineSpeed()
    {}

    static Map<String, List<Double>> run(JournalRun run, JournalEffort effort, Path folder) throws Exception
    {
        Payloads payloads = new Payloads(run.payloadBytes());
        Reached reached = new Reached();
        long events = Volume.eventsIn(effort.passBytes(), run.payloadBytes());
        double millionsPerSecond;
        long published;
        try (RecordAppender appender = run.keeper().appender(folder, run.volume(effort));
                JournaledPipeline pipeline = new JournaledPipeline(payloads,
                        JournaledPipeline.describe(run.payloadBytes(), run.idle(), appender.stage(),
                                new CountingStage(reached))))
        {
            pipeline.events(Volume.eventsIn(effort.warmUpBytes(), run.payloadBytes()));
            pipeline.await(reached, pipeline.count());
            try (ResidentMemory memory = new ResidentMemory(folder.resolveSibling(folder.getFileName() + "-memory"),
                    effort.passBytes()))
            {
                long startNs = System.nanoTime();
                memory.events(events, Volume.recordBytes(run.payloadBytes()), Feed.BATCH, pipeline::events);
                pipeline.await(reached, pipeline.count());
                millionsPerSecond = events * MICROS / (System.nanoTime() - startNs);
            }
            published = pipeline.count();
        }
        run.checkAll(folder, payloads, published);
        return Map.of("throughput", List.of(millionsPerSecond));
    }
}
