package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.OpenLoad;
import io.ringmain.benchmarks.load.Percentiles;
import io.ringmain.benchmarks.load.Schedule;

/** Appending under a load that does not wait: from when an event was due until the call that wrote it has returned. */
final class AppendLatency
{
    static final long PER_SECOND = 200_000;

    /** For the JIT, and for a few rolls. */
    private static final long WARM_UP_PER_SECOND = 500_000;

    private final JournalEffort effort;
    private final Histogram latency = Percentiles.newHistogram();
    private final Reached reached = new Reached();
    private final Payloads payloads;
    private long sent;

    AppendLatency(JournalRun run, JournalEffort effort)
    {
        this.effort = effort;
        payloads = new Payloads(run.payloadBytes());
    }

    /** How many there are in all. */
    static long events(JournalEffort effort)
    {
        return (WARM_UP_PER_SECOND + PER_SECOND) * effort.latencyWarmUpMs() / 1_000 +
                PER_SECOND * effort.latencyMs() / 1_000 + 1;
    }

    Map<String, List<Double>> run(JournalRun run, Path folder) throws Exception
    {
        try (RecordAppender appender = run.keeper().appender(folder, run.volume(effort)))
        {
            TimedStage stage = new TimedStage(appender.stage(), latency, reached);
            if (run.measure() == Measure.OPEN_LOOP)
            {
                throughARing(run, stage);
            }
            else
            {
                Feed feed = new Feed(payloads, run.payloadBytes(), stage);
                measure(stage, dueNs -> event(feed));
            }
        }
        run.checkAll(folder, payloads, sent);
        return Percentiles.of(latency);
    }

    private void throughARing(JournalRun run, TimedStage stage) throws InterruptedException
    {
        try (JournaledPipeline pipeline = new JournaledPipeline(payloads,
                JournaledPipeline.describe(run.payloadBytes(), run.idle(), stage)))
        {
            measure(stage, dueNs -> pipeline.event());
        }
    }

    private static void event(Feed feed)
    {
        try
        {
            feed.event();
        }
        catch (Exception e)
        {
            throw new IllegalStateException("appending has failed", e);
        }
    }

    private void measure(TimedStage stage, OpenLoad.Sink sink) throws InterruptedException
    {
        send(stage, sink, WARM_UP_PER_SECOND, effort.latencyWarmUpMs());
        send(stage, sink, PER_SECOND, effort.latencyWarmUpMs());
        latency.reset();
        long measured = send(stage, sink, PER_SECOND, effort.latencyMs());
        if (latency.getTotalCount() != measured)
        {
            throw new WrongAnswer("of " + measured + " events " + latency.getTotalCount() + " were recorded");
        }
    }

    private long send(TimedStage stage, OpenLoad.Sink sink, long perSecond, long durationMs)
            throws InterruptedException
    {
        Schedule schedule = OpenLoad.soon(perSecond);
        long events = schedule.events(durationMs);
        stage.expect(schedule, sent);
        sent += events;
        OpenLoad.send(schedule, events, sink);
        reached.await(sent);
        return events;
    }
}
