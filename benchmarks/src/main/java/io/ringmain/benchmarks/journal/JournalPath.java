package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.load.LatencyTrack;
import io.ringmain.benchmarks.load.LoadedPath;
import io.ringmain.benchmarks.load.OpenLoad;
import io.ringmain.benchmarks.load.Schedule;
import io.ringmain.lane.IdlePolicy;

/** Into a journal, through a ring or by the load's own thread: an event has come through when the call that wrote it has returned. */
public final class JournalPath implements LoadedPath
{
    private static final int PAYLOAD_BYTES = 64;
    private static final Map<String, JournalRun> SIDES = new LinkedHashMap<>();

    static
    {
        put("ringmain", Measure.OPEN_LOOP, Keeper.RINGMAIN);
        put("ringmain-direct", Measure.OPEN_LOOP_DIRECT, Keeper.RINGMAIN);
        put("chronicle-plain", Measure.OPEN_LOOP_DIRECT, Keeper.CHRONICLE_PLAIN);
    }

    private final LatencyTrack latency = new LatencyTrack();
    private final Reached reached = new Reached();
    private final JournalRun run;
    private final Path folder;
    private final Payloads payloads;
    private final RecordAppender appender;
    private final TimedStage stage;
    /** Null where there is no ring. */
    private final JournaledPipeline pipeline;
    private final OpenLoad.Sink sink;
    private long sent;

    JournalPath(JournalRun run, Path folder, Volume volume)
    {
        this.run = run;
        this.folder = folder;
        payloads = new Payloads(run.payloadBytes());
        appender = run.keeper().appender(folder, volume);
        stage = new TimedStage(appender.stage(), latency, reached);
        if (run.measure() == Measure.OPEN_LOOP)
        {
            pipeline = new JournaledPipeline(payloads,
                    JournaledPipeline.describe(run.payloadBytes(), run.idle(), stage));
            sink = dueNs -> pipeline.event();
        }
        else
        {
            pipeline = null;
            Feed feed = new Feed(payloads, run.payloadBytes(), stage);
            sink = dueNs -> event(feed);
        }
    }

    private static void put(String name, Measure measure, Keeper keeper)
    {
        SIDES.put(name, new JournalRun(measure, keeper, PAYLOAD_BYTES, IdlePolicy.YIELD));
    }

    /**
     * Who there is.
     *
     * @return names, ours first
     */
    public static List<String> sides()
    {
        return List.copyOf(SIDES.keySet());
    }

    /**
     * Opens a journal in a folder.
     *
     * @param side   one of {@link #sides()}
     * @param folder exists, and is empty
     * @return at work
     */
    public static JournalPath through(String side, Path folder)
    {
        JournalRun run = SIDES.get(side);
        int segmentBytes = JournalEffort.FULL.segmentBytes();
        return new JournalPath(run, folder, new Volume(1, run.payloadBytes(), segmentBytes));
    }

    /**
     * The room on disk that so many events take, generously.
     *
     * @param events how many
     * @return in bytes
     */
    public static long diskBytes(long events)
    {
        return new Volume(events, PAYLOAD_BYTES, JournalEffort.FULL.segmentBytes()).diskBytes();
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

    @Override
    public void run(Schedule schedule, long events) throws InterruptedException
    {
        stage.expect(schedule, sent);
        sent += events;
        OpenLoad.send(schedule, events, sink);
        if (pipeline != null)
        {
            pipeline.await(reached, sent);
        }
    }

    @Override
    public LatencyTrack latency()
    {
        return latency;
    }

    @Override
    public void close()
    {
        try (appender)
        {
            if (pipeline != null)
            {
                pipeline.close();
            }
        }
        run.checkAll(folder, payloads, sent);
    }
}
