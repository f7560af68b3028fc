package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.Percentiles;

/**
 * What it costs to have everything on disk: batch after batch, as fast as they are taken; from when an event is handed over
 * until a power loss would not lose it.
 */
final class SyncCost
{
    private static final double MICROS = 1e3;
    private static final long NS_PER_MS = 1_000_000;
    private static final long STUCK_NS = 60_000_000_000L;

    private final Histogram latency = Percentiles.newHistogram();
    private final ForcedAppender appender;
    private final Feed feed;
    /** When each batch was handed over. */
    private final long[] startNs;
    private long durableBatches;

    private SyncCost(ForcedAppender appender, Feed feed, long events)
    {
        this.appender = appender;
        this.feed = feed;
        startNs = new long[(int) (events / Feed.BATCH)];
    }

    static Map<String, List<Double>> run(JournalRun run, JournalEffort effort, Path folder) throws Exception
    {
        Payloads payloads = new Payloads(run.payloadBytes());
        Volume volume = run.volume(effort);
        Map<String, List<Double>> figures;
        long written;
        try (ForcedAppender appender = run.keeper().forced(folder, volume, run.measure().syncIntervalNs()))
        {
            Feed feed = new Feed(payloads, run.payloadBytes(), appender.stage());
            figures = new SyncCost(appender, feed, volume.events()).run(effort.syncMs());
            written = feed.count();
        }
        run.checkAll(folder, payloads, written);
        return figures;
    }

    /** A quarter of the time to warm up, all of it to measure; less when that fills the volume. */
    private Map<String, List<Double>> run(int durationMs) throws Exception
    {
        handOver(System.nanoTime() + durationMs * NS_PER_MS / 4, startNs.length / 4);
        awaitDurable();
        latency.reset();
        long before = feed.count();
        long fromNs = System.nanoTime();
        handOver(fromNs + durationMs * NS_PER_MS, startNs.length);
        awaitDurable();
        double millionsPerSecond = (feed.count() - before) * MICROS / (System.nanoTime() - fromNs);
        Map<String, List<Double>> figures = new HashMap<>(Percentiles.of(latency));
        figures.put("throughput", List.of(millionsPerSecond));
        return figures;
    }

    private void handOver(long untilNs, int mostBatches) throws Exception
    {
        for (int batch = (int) (feed.count() / Feed.BATCH); batch < mostBatches; batch++)
        {
            long nowNs = System.nanoTime();
            if (nowNs - untilNs >= 0)
            {
                return;
            }
            startNs[batch] = nowNs;
            feed.events(Feed.BATCH);
            recordDurable();
        }
    }

    private void recordDurable()
    {
        long durable = appender.durableEvents() / Feed.BATCH;
        if (durable > durableBatches)
        {
            long nowNs = System.nanoTime();
            while (durableBatches < durable)
            {
                latency.recordValueWithCount(nowNs - startNs[(int) durableBatches++], Feed.BATCH);
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private void awaitDurable()
    {
        long fromNs = System.nanoTime();
        while (durableBatches < feed.count() / Feed.BATCH)
        {
            if (System.nanoTime() - fromNs > STUCK_NS)
            {
                throw new WrongAnswer("of " + feed.count() + " events only " + appender.durableEvents() +
                        " are on disk after " + STUCK_NS / 1_000_000_000 + " s");
            }
            Thread.yield();
            recordDurable();
        }
    }
}
