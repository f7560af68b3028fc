package io.ringmain.benchmarks.engine;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Comparison;
import io.ringmain.benchmarks.fork.OpenedPackages;

/** {@code ringmain bench engine}. */
@Command(name = "engine", sortOptions = false, optionListHeading = "%nOptions:%n", header = "The ring and its stages beside the Disruptor, queues, and streams.", description = {
    "", "Each side of each case runs in a JVM of its own, the sides in turn, over several rounds; the " +
            "answer of every run is checked. A fork's figure is the median of its passes, a side's the " +
            "median of its forks. Ringmain records the latency of every stage meanwhile, the peers record " +
            "nothing. Every other peer runs with a thread for each stage, Hazelcast Jet on threads of its own, all " +
            "tuned as their documentation says. All of it is planned at some 45 minutes on two CPUs; stop other work first."})
public final class EngineVerb extends Comparison<Setup>
{
    @Option(names = "--wait", paramLabel = "POLICY", defaultValue = "best", description = "best, yield, spin, backoff or default: how threads wait in the throughput cases. Best tries yielding, " +
            "and spinning where each thread has a CPU or else backing off, on each side and counts the better; default " +
            "is each side's own: Ringmain backs off, the Disruptor blocks. Default: ${DEFAULT-VALUE}; with --quick yield.")
    private WaitChoice choice;

    @Option(names = "--ring", paramLabel = "SLOTS", description = "A ring of this size, a power of two, in all but small-ring. Default: 65536, the largest of the Disruptor's own tests and its fastest.")
    private Integer ring;

    EngineVerb()
    {
        super(ForkMain.class);
    }

    @Override
    protected List<Case<Setup>> allCases()
    {
        if (ring != null && (ring < 64 || Integer.bitCount(ring) != 1))
        {
            throw calledWrongly("--ring is " + ring + "; give a power of two from 64 on, such as 65536");
        }
        WaitChoice waits = quick() && choice == WaitChoice.BEST ? WaitChoice.YIELD : choice;
        return new Cases(Runtime.getRuntime().availableProcessors(), waits,
                ring == null ? OptionalInt.empty() : OptionalInt.of(ring)).all();
    }

    /** Buffers outside the heap need packages opened, and Hazelcast warns without some more. */
    @Override
    protected List<String> jvmFlags()
    {
        return Stream.of(JVM_FLAGS, OpenedPackages.FLAGS, OpenedPackages.HAZELCAST).flatMap(List::stream).toList();
    }

    @Override
    protected void describe(Map<String, String> conditions)
    {
        Effort effort = Effort.of(quick());
        conditions.put("figures",
                "median, least and greatest of one fork a round; a fork's throughput is the median of " +
                        effort.passes() + " passes of about " + effort.passMs() + " ms after " + effort.warmUpMs() +
                        " ms of warm-up; latency open loop over " + effort.latencyMs() +
                        " ms, from when an event was due");
        conditions.put("paper-latency",
                "a hop of three, stamped when it was injected, a microsecond after the one before: as published, with " +
                        "coordinated omission; the open loops are what to believe");
        conditions.put("ring", (ring == null ? Topology.UNICAST.ring() : ring) + " slots, small-ring " +
                Topology.SMALL_RING.ring() + ", paper-latency " + (ring == null ? PaperLatency.RING : ring) +
                "; Ringmain records the latency of every stage, the peers nothing");
    }
}
