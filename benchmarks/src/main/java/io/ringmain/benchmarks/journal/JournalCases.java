package io.ringmain.benchmarks.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Case.Contestant;
import io.ringmain.benchmarks.load.Percentiles;
import io.ringmain.benchmarks.report.Unit;
import io.ringmain.lane.IdlePolicy;

/**
 * All that {@code bench journal} asks, and what is expected.
 *
 * @param cpus how many threads can run at once: a thread that spins needs one of its own
 */
record JournalCases(int cpus)
{
    private static final OptionalDouble NOTHING = OptionalDouble.empty();
    private static final OptionalDouble NEARLY_AS_FAST = OptionalDouble.of(0.9);
    private static final int BYTES_64 = 64;
    private static final int BYTES_256 = 256;
    private static final int BYTES_1K = 1_024;

    List<Case<JournalRun>> all()
    {
        List<Case<JournalRun>> cases = new ArrayList<>();
        cases.add(append("append-64", BYTES_64, OptionalDouble.of(3)));
        cases.add(append("append-256", BYTES_256, OptionalDouble.of(4)));
        cases.add(append("append-1k", BYTES_1K, NOTHING));
        cases.add(beside("pipeline-64", Measure.PIPELINE, OptionalDouble.of(5), Keeper.CHRONICLE_PLAIN));
        for (int bytes : List.of(BYTES_64, BYTES_256))
        {
            cases.addAll(openLoop("open-loop-" + bytes, Measure.OPEN_LOOP, bytes));
            cases.addAll(openLoop("open-loop-" + bytes + "-direct", Measure.OPEN_LOOP_DIRECT, bytes));
        }
        cases.add(beside("read-64", Measure.READ, OptionalDouble.of(30), Keeper.CHRONICLE_PLAIN,
                Keeper.CHRONICLE_BATCHED));
        cases.add(beside("replay-64", Measure.REPLAY, OptionalDouble.of(15), Keeper.CHRONICLE_PLAIN));
        cases.add(open("open-10g", "first", OptionalDouble.of(2_000)));
        cases.add(open("open-10g-again", "again", NOTHING));
        cases.add(open("open-10g-seek-time", "by-time", OptionalDouble.of(5)));
        cases.add(open("open-10g-seek-time-worst", "by-time-worst", NOTHING));
        cases.add(open("open-10g-seek-sequence", "by-sequence", NOTHING));
        cases.addAll(sync("sync-every-batch", Measure.SYNC_EVERY_BATCH));
        cases.addAll(sync("sync-every-10ms", Measure.SYNC_EVERY_10MS));
        cases.add(allocation("allocation-write", "write"));
        cases.add(allocation("allocation-read", "read"));
        return cases;
    }

    private static Case<JournalRun> append(String name, int bytes, OptionalDouble timesPlain)
    {
        return new Case<>(name, name, "throughput", Unit.MILLION_EVENTS_PER_SECOND, true,
                side(Measure.APPEND, Keeper.RINGMAIN, bytes, NOTHING),
                List.of(side(Measure.APPEND, Keeper.CHRONICLE_PLAIN, bytes, timesPlain),
                        side(Measure.APPEND, Keeper.CHRONICLE_BATCHED, bytes, NEARLY_AS_FAST),
                        side(Measure.APPEND, Keeper.CHRONICLE_BATCHED_FILLING, bytes, NOTHING)));
    }

    /** Throughput of which we are asked an absolute figure, with peers of which nothing is. */
    private static Case<JournalRun> beside(String name, Measure measure, OptionalDouble asked, Keeper... peers)
    {
        return new Case<>(name, name, "throughput", Unit.MILLION_EVENTS_PER_SECOND, true,
                side(measure, Keeper.RINGMAIN, BYTES_64, asked),
                List.of(peers).stream().map(peer -> side(measure, peer, BYTES_64, NOTHING)).toList());
    }

    /** The peer is driven by the load's own thread, which is how it is fastest; so the same forks serve both cases. */
    private List<Case<JournalRun>> openLoop(String group, Measure measure, int bytes)
    {
        Contestant<JournalRun> plain = side(Measure.OPEN_LOOP_DIRECT, Keeper.CHRONICLE_PLAIN, bytes, NOTHING);
        return Percentiles.names().stream().map(metric -> new Case<>(group + '-' + metric, group, metric,
                Unit.NANOSECONDS, true, timed(measure, bytes, latencyAsked(metric)), List.of(plain))).toList();
    }

    private Contestant<JournalRun> timed(Measure measure, int bytes, OptionalDouble asked)
    {
        List<IdlePolicy> policies = measure == Measure.OPEN_LOOP && cpus > 1
                ? List.of(IdlePolicy.YIELD, IdlePolicy.BUSY_SPIN)
                : List.of(IdlePolicy.YIELD);
        return new Contestant<>(Keeper.RINGMAIN.key(),
                policies.stream().map(idle -> new JournalRun(measure, Keeper.RINGMAIN, bytes, idle)).toList(), asked);
    }

    private static OptionalDouble latencyAsked(String metric)
    {
        return switch (metric)
        {
            case "p99.9" -> OptionalDouble.of(100_000);
            case Percentiles.MAX -> OptionalDouble.of(2_000_000);
            default -> NOTHING;
        };
    }

    /** Told, not asked: it is the disk that decides. */
    private static List<Case<JournalRun>> sync(String name, Measure measure)
    {
        Contestant<JournalRun> ringmain = side(measure, Keeper.RINGMAIN, BYTES_64, NOTHING);
        List<Contestant<JournalRun>> peers = List
                .of(side(measure, Keeper.CHRONICLE_BATCHED_FILLING, BYTES_64, NOTHING));
        List<Case<JournalRun>> cases = new ArrayList<>();
        cases.add(new Case<>(name, name, "throughput", Unit.MILLION_EVENTS_PER_SECOND, true, ringmain, peers));
        Percentiles.names().forEach(metric -> cases
                .add(new Case<>(name + '-' + metric, name, metric, Unit.NANOSECONDS, true, ringmain, peers)));
        return cases;
    }

    private static Case<JournalRun> open(String name, String metric, OptionalDouble askedMs)
    {
        return new Case<>(name, "open-10g", metric, Unit.MILLISECONDS, true,
                side(Measure.OPEN, Keeper.RINGMAIN, BYTES_256, askedMs), List.of());
    }

    /** A segment costs a few objects, so that what is asked is less than a tenth of a byte, and not nothing. */
    private static Case<JournalRun> allocation(String name, String metric)
    {
        return new Case<>(name, "allocation", metric, Unit.BYTES_PER_EVENT, true,
                side(Measure.ALLOCATION, Keeper.RINGMAIN, BYTES_64, OptionalDouble.of(0.1)),
                List.of(side(Measure.ALLOCATION, Keeper.CHRONICLE_PLAIN, BYTES_64, NOTHING)));
    }

    private static Contestant<JournalRun> side(Measure measure, Keeper keeper, int bytes, OptionalDouble asked)
    {
        return new Contestant<>(keeper.key(), List.of(new JournalRun(measure, keeper, bytes, IdlePolicy.YIELD)),
                asked);
    }
}
