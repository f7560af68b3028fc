package io.ringmain.benchmarks.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.ringmain.benchmarks.fork.Run;

/**
 * What one fork runs. Two cases that need the same setup share its forks.
 *
 * @param measure     what is measured
 * @param topology    the stages and publishers
 * @param engine      what carries the events
 * @param arrangement how stages are spread over threads
 * @param waits       what its threads do when idle
 * @param ring        slots; the capacity of each queue
 */
record Setup(Measure measure, Topology topology, Engine engine, Arrangement arrangement, Waits waits, int ring)
        implements
            Run
{
    Setup with(Waits other)
    {
        return new Setup(measure, topology, engine, arrangement, other, ring);
    }

    Setup with(Topology other)
    {
        return new Setup(measure, other, engine, arrangement, waits, ring);
    }

    Side open(Work work)
    {
        return engine.open(this, work);
    }

    /** Publishers and stages; what automatic placement takes is not known beforehand, at the least one. */
    int threads()
    {
        return topology.producers() + (arrangement == Arrangement.THREADS ? topology.stages() : 1);
    }

    @Override
    public Map<String, Object> fields()
    {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("measure", measure.key());
        fields.put("topology", topology.key());
        fields.put("engine", engine.name());
        fields.put("arrangement", arrangement.name());
        fields.put("waits", waits.name());
        fields.put("ring", ring);
        return fields;
    }

    @Override
    public Object neighbourhood()
    {
        return List.of(measure, topology);
    }

    @Override
    public String waitsBy()
    {
        return switch (waits)
        {
            case YIELD, SPIN -> waits.key();
            case BACKOFF -> engine == Engine.DISRUPTOR ? "sleep" : waits.key();
            case DEFAULT -> engine == Engine.DISRUPTOR ? "block" : Waits.BACKOFF.key();
            case PARK -> engine == Engine.RINGMAIN || engine == Engine.HAZELCAST_JET ? "park" : "block";
            case NONE -> engine == Engine.SAME_THREAD ? "" : "block";
        };
    }

    @Override
    public double seconds(boolean quick)
    {
        return measure.seconds(Effort.of(quick));
    }

    @Override
    public List<String> arguments()
    {
        return List.of(measure.name(), topology.name(), engine.name(), arrangement.name(), waits.name(),
                Integer.toString(ring));
    }

    static Setup parse(List<String> arguments)
    {
        return new Setup(Measure.valueOf(arguments.get(0)), Topology.valueOf(arguments.get(1)),
                Engine.valueOf(arguments.get(2)), Arrangement.valueOf(arguments.get(3)),
                Waits.valueOf(arguments.get(4)), Integer.parseInt(arguments.get(5)));
    }

    /** For people. */
    @Override
    public String toString()
    {
        String what = measure == Measure.THROUGHPUT ? topology.key() : measure.key();
        String who = engine.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return what + ", " + who + switch (engine)
        {
            case RINGMAIN -> arrangement == Arrangement.THREADS ? " a lane a stage" : " placed by itself";
            case DISRUPTOR -> arrangement == Arrangement.THREADS ? " a consumer a stage" : " one consumer";
            default -> "";
        } + (waits == Waits.NONE ? "" : ", " + waits.key());
    }
}
