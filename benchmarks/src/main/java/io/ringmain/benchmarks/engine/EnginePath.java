package io.ringmain.benchmarks.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.load.LatencyTrack;
import io.ringmain.benchmarks.load.LoadedPath;
import io.ringmain.benchmarks.load.OpenLoad;
import io.ringmain.benchmarks.load.Schedule;

/** Through the stages of one side; the last of them records the latency. */
public final class EnginePath implements LoadedPath
{
    private static final Map<String, Setup> SIDES = new LinkedHashMap<>();

    static
    {
        put("ringmain", Engine.RINGMAIN, Arrangement.TOGETHER, Waits.SPIN);
        put("disruptor-one-consumer", Engine.DISRUPTOR, Arrangement.TOGETHER, Waits.SPIN);
        put("disruptor", Engine.DISRUPTOR, Arrangement.THREADS, Waits.YIELD);
        put(Engine.QUEUE.key(), Engine.QUEUE, Arrangement.THREADS, Waits.NONE);
        put("same-thread", Engine.SAME_THREAD, Arrangement.TOGETHER, Waits.NONE);
    }

    private final LatencyTrack latency = new LatencyTrack();
    private final Work work = Work.timed(latency);
    private final Side side;
    private long sent;

    EnginePath(Setup setup)
    {
        side = setup.open(work);
    }

    private static void put(String name, Engine engine, Arrangement arrangement, Waits waits)
    {
        SIDES.put(name, new Setup(Measure.LATENCY_100K, Topology.PIPELINE, engine, arrangement, waits,
                Topology.PIPELINE.ring()));
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
     * Opens three stages in sequence in this JVM.
     *
     * @param side one of {@link #sides()}
     * @return at work
     */
    public static EnginePath through(String side)
    {
        return new EnginePath(SIDES.get(side));
    }

    @Override
    public void run(Schedule schedule, long events) throws InterruptedException
    {
        sent += events;
        work.expectUpTo(sent - 1);
        OpenLoad.send(schedule, events, side::send);
        work.await();
        work.check(sent);
    }

    @Override
    public LatencyTrack latency()
    {
        return latency;
    }

    @Override
    public void close()
    {
        side.close();
    }
}
