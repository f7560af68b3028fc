package io.ringmain.benchmarks.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Case.Contestant;
import io.ringmain.benchmarks.load.Percentiles;
import io.ringmain.benchmarks.report.Unit;

/** All that {@code bench kafka} asks, and what is expected. */
final class KafkaCases
{
    private static final OptionalDouble NOTHING = OptionalDouble.empty();
    private static final OptionalDouble HEAP_MB = OptionalDouble.of(256);
    private static final OptionalDouble TAKEOVER_MS = OptionalDouble.of(3_000);

    private KafkaCases()
    {}

    static List<Case<KafkaRun>> all()
    {
        List<Case<KafkaRun>> cases = new ArrayList<>();
        cases.addAll(pass("pass-at-least-once", new KafkaRun(Measure.PASS, Side.RINGMAIN, false),
                new Peer(Side.BARE_LOOP, "bare-loop", Measure.PASS, 0.95)));
        cases.addAll(pass("pass-exactly-once", exactlyOnce(Measure.PASS),
                new Peer(Side.TRANSACTIONAL_LOOP, "transactional-loop", Measure.PASS, 1),
                new Peer(Side.STREAMS, "streams", Measure.PASS, 1.15)));
        cases.addAll(pass("keyed-count", exactlyOnce(Measure.COUNT),
                new Peer(Side.STREAMS, "streams-in-memory", Measure.COUNT, 3),
                new Peer(Side.STREAMS_ROCKSDB, "streams-rocksdb", Measure.COUNT, 0)));
        cases.addAll(pass("packed", new KafkaRun(Measure.PACKED, Side.RINGMAIN, false),
                new Peer(Side.BARE_LOOP, "bare-loop", Measure.PASS, 3),
                new Peer(Side.BARE_LOOP, "bare-loop-packed", Measure.PACKED, 0)));
        cases.addAll(latency("latency-10k"));
        cases.add(takeover("takeover", "takeover", TAKEOVER_MS));
        cases.add(takeover("takeover-from-kill", "takeover-from-kill", NOTHING));
        cases.add(takeover("takeover-100k", Measure.TAKEOVER_SMALL));
        cases.add(takeover("takeover-2m", Measure.TAKEOVER_LARGE));
        return cases;
    }

    /**
     * Someone to be compared with.
     *
     * @param side         who
     * @param name         as shown
     * @param measure      what it runs
     * @param timesBetter  how many times as many events a second we are to manage; 0 when nothing is asked
     */
    private record Peer(Side side, String name, Measure measure, double timesBetter)
    {
        Contestant<KafkaRun> contestant(boolean isAsked)
        {
            return new Contestant<>(name, List.of(new KafkaRun(measure, side, side != Side.BARE_LOOP)),
                    isAsked && timesBetter > 0 ? OptionalDouble.of(timesBetter) : NOTHING);
        }
    }

    /** Throughput of a JVM that is warm, of all of a pass, and what that took of the machine. */
    private static List<Case<KafkaRun>> pass(String name, KafkaRun ours, Peer... peers)
    {
        return List.of(
                figure(name, name, "throughput-warm", Unit.THOUSAND_EVENTS_PER_SECOND, ours, NOTHING, true, peers),
                figure(name + "-from-start", name, "throughput", Unit.THOUSAND_EVENTS_PER_SECOND, ours, NOTHING, false,
                        peers),
                figure(name + "-cpu", name, "cpu", Unit.CPU_MICROSECONDS_PER_EVENT, ours, NOTHING, false, peers),
                figure(name + "-broker-cpu", name, "broker-cpu", Unit.CPU_MICROSECONDS_PER_EVENT, ours, NOTHING, false,
                        peers),
                figure(name + "-heap", name, "heap-used", Unit.MEGABYTES, ours, HEAP_MB, false, peers),
                figure(name + "-live", name, "heap", Unit.MEGABYTES, ours, NOTHING, false, peers),
                figure(name + "-memory", name, "memory", Unit.MEGABYTES, ours, NOTHING, false, peers));
    }

    private static Case<KafkaRun> figure(String name, String group, String metric, Unit unit, KafkaRun ours,
            OptionalDouble asked, boolean isAskedOfPeers, Peer... peers)
    {
        return new Case<>(name, group, metric, unit, true, ringmain(ours, asked),
                List.of(peers).stream().map(peer -> peer.contestant(isAskedOfPeers)).toList());
    }

    private static List<Case<KafkaRun>> latency(String group)
    {
        return Percentiles.names().stream().map(metric -> figure(group + '-' + metric, group, metric, Unit.NANOSECONDS,
                exactlyOnce(Measure.LATENCY), NOTHING, metric.equals("p99"),
                new Peer(Side.STREAMS, "streams", Measure.LATENCY, 3),
                new Peer(Side.TRANSACTIONAL_LOOP, "transactional-loop", Measure.LATENCY, 0),
                new Peer(Side.BARE_LOOP, "bare-loop", Measure.LATENCY, 0))).toList();
    }

    /** A million keys would leave Streams' in-memory store too little of the heap. */
    private static Case<KafkaRun> takeover(String name, String metric, OptionalDouble askedMs)
    {
        return figure(name, "takeover", metric, Unit.MILLISECONDS, exactlyOnce(Measure.TAKEOVER), askedMs, false,
                new Peer(Side.STREAMS_ROCKSDB, "streams-rocksdb", Measure.TAKEOVER, 0));
    }

    /** How it grows with the state. */
    private static Case<KafkaRun> takeover(String name, Measure measure)
    {
        return figure(name, name, "takeover", Unit.MILLISECONDS, exactlyOnce(measure), NOTHING, false);
    }

    private static KafkaRun exactlyOnce(Measure measure)
    {
        return new KafkaRun(measure, Side.RINGMAIN, true);
    }

    private static Contestant<KafkaRun> ringmain(KafkaRun run, OptionalDouble asked)
    {
        return new Contestant<>(Side.RINGMAIN.key(), List.of(run), asked);
    }
}
