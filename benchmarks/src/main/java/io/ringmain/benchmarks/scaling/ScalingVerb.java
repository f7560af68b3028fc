package io.ringmain.benchmarks.scaling;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import picocli.CommandLine.Command;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Comparison;
import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.Finding;
import io.ringmain.graph.ShardTable;

/** {@code ringmain bench scaling}. */
@Command(name = "scaling", sortOptions = false, optionListHeading = "%nOptions:%n", header = "A keyed stage on more and more lanes, and what more of them would do.", description = {
    "",
    "About a microsecond of arithmetic an event, shared out by key to 1, 2, 3, 4, … lanes, up to twice as many as " +
            "CPUs. Each side of each case runs in a JVM of its own, the sides in turn, over several rounds; the answer " +
            "of every run is checked. Below the table: speed-up, efficiency, the time that a lane takes for an event, " +
            "events in the ring by Little's law, and the universal scalability law fitted to the throughputs. Takes " +
            "about 7 minutes on two CPUs; stop other work first."})
public final class ScalingVerb extends Comparison<ScalingRun>
{
    private final ScalingCases cases = new ScalingCases(Runtime.getRuntime().availableProcessors());

    ScalingVerb()
    {
        super(ScalingForkMain.class);
    }

    @Override
    protected List<Case<ScalingRun>> allCases()
    {
        return cases.all();
    }

    @Override
    protected List<Finding> findings(List<CaseResult> results)
    {
        return new ScalingFindings(cases, results).all();
    }

    @Override
    protected void describe(Map<String, String> conditions)
    {
        ScalingEffort effort = ScalingEffort.of(quick());
        conditions.put("figures",
                "median, least and greatest of one fork a round; a fork's figure is the median of " + effort.passes() +
                        " passes of about " + effort.passMs() + " ms after " + effort.warmUpMs() +
                        " ms of warm-up, from " +
                        "the first event published to the last handled; in-ring is the mean over all events of a pass, " +
                        "from publication to the end of the batch that held it");
        conditions.put("work",
                KeyedWork.ROUNDS + " rounds of xorshift64 an event, each of which needs the one before; " +
                        "the sides' results are compared with what they must be");
        conditions.put("ring", ScalingRun.RING + " slots, published in batches of " + ScalingRun.BATCH +
                "; Ringmain records the latency of every lane, the Disruptor nothing");
        conditions.put("waits",
                "threads with nothing to do leave their CPU to others. Ringmain's lanes and publisher " +
                        "back off, which is the default; the Disruptor's consumers sleep, block, or block and hand slots back after " +
                        "1024 events at most (short), and what is best for a number of lanes counts; its publisher waits in next()");
        conditions.put("keys",
                KeyedWork.KEYS + ", shared out by consistent hashing, and in the Disruptor by remainder; " +
                        "the lane with most keys has " + shares() + " of them by hashing");
    }

    /** No speed-up can be more than one divided by that. */
    private String shares()
    {
        return cases.lanes().stream().filter(lanes -> lanes > 1)
                .map(lanes -> String.format(Locale.ROOT, "%.1f %% (%d lanes)", 100 * largestShare(lanes), lanes))
                .collect(Collectors.joining(", "));
    }

    static double largestShare(int lanes)
    {
        ShardTable table = new ShardTable(lanes);
        int[] keys = new int[lanes];
        for (int key = 0; key < KeyedWork.KEYS; key++)
        {
            keys[table.shardOf(key)]++;
        }
        return (double) IntStream.of(keys).max().orElseThrow() / KeyedWork.KEYS;
    }
}
