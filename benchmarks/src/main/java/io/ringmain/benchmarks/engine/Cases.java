package io.ringmain.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Case.Contestant;
import io.ringmain.benchmarks.load.Percentiles;
import io.ringmain.benchmarks.report.Unit;

/**
 * All that {@code bench engine} asks.
 *
 * @param cpus   how many threads can run at once: a thread that spins needs one of its own
 * @param choice which wait policies to try
 * @param ring   slots in place of each topology's own; the small ring stays small
 */
record Cases(int cpus, WaitChoice choice, OptionalInt ring)
{
    private static final List<Topology> DISRUPTORS_OWN = List.of(Topology.UNICAST, Topology.UNICAST_BATCHED,
            Topology.PIPELINE, Topology.MULTICAST, Topology.DIAMOND, Topology.THREE_PRODUCERS);
    /** Where every peer runs, and not the Disruptor and the paper's queue alone. */
    private static final Set<Topology> OF_ALL = Set.of(Topology.UNICAST, Topology.PIPELINE, Topology.MULTICAST,
            Topology.DIAMOND, Topology.THREE_PRODUCERS);
    private static final int VIRTUAL_THREADS_SINCE = 21;
    private static final List<Engine> OTHERS = Stream.of(Engine.JCTOOLS, Engine.AGRONA, Engine.AGRONA_RING,
            Engine.AERON_IPC, Engine.LINKED_TRANSFER_QUEUE, Engine.FLOW, Engine.REACTOR, Engine.PEKKO,
            Engine.HAZELCAST_JET, Engine.VIRTUAL_THREADS).filter(
                    engine -> engine != Engine.VIRTUAL_THREADS ||
                            Runtime.version().feature() >= VIRTUAL_THREADS_SINCE)
            .toList();
    private static final String DISRUPTOR = "disruptor";
    private static final String ONE_CONSUMER = "disruptor-one-consumer";

    List<Case<Setup>> all()
    {
        List<Case<Setup>> cases = new ArrayList<>();
        DISRUPTORS_OWN.forEach(topology -> cases.add(threadForThread(topology)));
        DISRUPTORS_OWN.forEach(topology -> cases.add(automatic(topology)));
        cases.add(smallRing());
        cases.add(threadForThread(Topology.UNICAST_AFTER_OTHERS));
        cases.addAll(latencyThreadForThread());
        cases.addAll(paperLatency());
        cases.add(withoutEvents("idle-cpu", "idle-cpu", Measure.IDLE, "idle", Waits.PARK));
        cases.add(withoutEvents("idle-cpu-default", "idle-cpu-default", Measure.IDLE, "idle", Waits.DEFAULT));
        cases.add(withoutEvents("start-to-first-event", "start-to-first-event", Measure.START, "warm", Waits.DEFAULT));
        cases.add(withoutEvents("start-to-first-event-cold", "start-to-first-event", Measure.START, "cold",
                Waits.DEFAULT));
        return cases;
    }

    private Case<Setup> threadForThread(Topology topology)
    {
        List<Contestant<Setup>> peers = new ArrayList<>();
        peers.add(engine(DISRUPTOR, topology, Engine.DISRUPTOR, Arrangement.THREADS));
        peers.add(threads(topology, Engine.QUEUE));
        if (OF_ALL.contains(topology))
        {
            OTHERS.stream().filter(engine -> engine.has(topology)).forEach(
                    engine -> peers.add(threads(topology, engine)));
        }
        return throughput(topology.key(), engine("ringmain", topology, Engine.RINGMAIN, Arrangement.THREADS), peers);
    }

    private Case<Setup> automatic(Topology topology)
    {
        List<Contestant<Setup>> peers = new ArrayList<>();
        peers.add(engine(DISRUPTOR, topology, Engine.DISRUPTOR, Arrangement.THREADS));
        if (topology.stages() > 1)
        {
            peers.add(engine(ONE_CONSUMER, topology, Engine.DISRUPTOR, Arrangement.TOGETHER));
        }
        peers.add(threads(topology, Engine.QUEUE));
        return throughput(topology.key() + "-auto",
                engine("ringmain", topology, Engine.RINGMAIN, Arrangement.TOGETHER), peers);
    }

    /** The harder peer here is a Disruptor with one consumer that calls all three. */
    private Case<Setup> smallRing()
    {
        Topology topology = Topology.SMALL_RING;
        return throughput(topology.key(), engine("ringmain", topology, Engine.RINGMAIN, Arrangement.TOGETHER),
                List.of(engine(DISRUPTOR, topology, Engine.DISRUPTOR, Arrangement.TOGETHER),
                        engine("disruptor-threads", topology, Engine.DISRUPTOR, Arrangement.THREADS),
                        threads(topology, Engine.QUEUE)));
    }

    private static Case<Setup> throughput(String name, Contestant<Setup> ringmain, List<Contestant<Setup>> peers)
    {
        return new Case<>(name, name, "throughput", Unit.MILLION_EVENTS_PER_SECOND, true, ringmain, peers);
    }

    private Contestant<Setup> engine(String name, Topology topology, Engine engine, Arrangement arrangement)
    {
        Setup setup = new Setup(Measure.THROUGHPUT, topology, engine, arrangement, Waits.YIELD, ringOf(topology));
        return new Contestant<>(name, candidates(setup, choice));
    }

    /** A thread for each stage, whatever lies between. */
    private Contestant<Setup> threads(Topology topology, Engine engine)
    {
        return engine(engine.key(), topology, engine, Arrangement.THREADS);
    }

    /** The setup with each way of waiting that can suit it: Jet's threads are not the stages', and park rather than yield. */
    private List<Setup> candidates(Setup setup, WaitChoice wanted)
    {
        Stream<Waits> waits = switch (setup.engine())
        {
            case HAZELCAST_JET -> wanted.candidates(JetThreads.canSpin(setup.topology(), cpus))
                    .map(told -> told == Waits.SPIN ? told : Waits.PARK).distinct();
            default -> setup.engine().waitsAsTold()
                    ? wanted.candidates(setup.threads() <= cpus)
                    : Stream.of(Waits.NONE);
        };
        return waits.map(setup::with).toList();
    }

    private int ringOf(Topology topology)
    {
        return topology == Topology.SMALL_RING ? topology.ring() : ring.orElse(topology.ring());
    }

    private static Stream<Case<Setup>> percentiles(String group, List<String> metrics, Contestant<Setup> ringmain,
            List<Contestant<Setup>> peers)
    {
        return metrics.stream()
                .map(metric -> new Case<>(group + '-' + metric, group, metric, Unit.NANOSECONDS,
                        !metric.equals(Percentiles.MAX), ringmain, peers));
    }

    private List<Case<Setup>> latencyThreadForThread()
    {
        return percentiles(Measure.LATENCY_100K.key() + "-threads", Percentiles.names(), timedThreads(Engine.RINGMAIN),
                Stream.concat(Stream.of(Engine.DISRUPTOR, Engine.QUEUE), OTHERS.stream()).map(this::timedThreads)
                        .toList())
                .toList();
    }

    /** In every way that suits it, the Disruptor also blocking; the best counts. Jet's threads are fewer and spin. */
    private Contestant<Setup> timedThreads(Engine engine)
    {
        Setup setup = new Setup(Measure.LATENCY_100K, Topology.PIPELINE, engine, Arrangement.THREADS, Waits.YIELD,
                ringOf(Topology.PIPELINE));
        List<WaitChoice> ways = switch (engine)
        {
            case HAZELCAST_JET -> List.of(WaitChoice.SPIN);
            case DISRUPTOR -> List.of(WaitChoice.BEST, WaitChoice.DEFAULT);
            default -> List.of(WaitChoice.BEST);
        };
        return new Contestant<>(engine.key(), ways.stream().flatMap(way -> candidates(setup, way).stream()).toList());
    }

    /** The latency table of the Disruptor's paper. */
    private List<Case<Setup>> paperLatency()
    {
        return percentiles("paper-latency", PaperLatency.names(), published(Engine.RINGMAIN),
                List.of(published(Engine.DISRUPTOR), published(Engine.QUEUE))).toList();
    }

    /** Threads spin, as the paper's did, where each has a CPU. */
    private Contestant<Setup> published(Engine engine)
    {
        Setup setup = new Setup(Measure.LATENCY_AS_PUBLISHED, Topology.PIPELINE, engine, Arrangement.THREADS,
                Waits.YIELD, ring.orElse(PaperLatency.RING));
        return new Contestant<>(engine.key(), candidates(setup, WaitChoice.SPIN));
    }

    private static Case<Setup> withoutEvents(String name, String group, Measure measure, String metric,
            Waits waits)
    {
        Topology topology = Topology.THREE_STAGES;
        Setup ringmain = new Setup(measure, topology, Engine.RINGMAIN, Arrangement.THREADS, waits, topology.ring());
        Setup disruptor = new Setup(measure, topology, Engine.DISRUPTOR, Arrangement.THREADS, waits, topology.ring());
        return new Case<>(name, group, metric, measure == Measure.IDLE ? Unit.PERCENT_OF_A_CPU : Unit.MILLISECONDS,
                true,
                new Contestant<>("ringmain", List.of(ringmain)),
                List.of(new Contestant<>(DISRUPTOR, List.of(disruptor))));
    }
}
