package io.ringmain.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class PlacementTest
{
    private static final List<Unplaced> ORDERS = List.of(stage("journal"), stage("validate"),
            stage("match", "journal", "validate"), shard("enrich-0"), shard("enrich-1"),
            stage("out", "enrich-0", "enrich-1"));

    @Test
    void shouldGiveEveryStageALaneWhenThereAreEnoughCpus()
    {
        assertEquals(List.of("journal", "validate", "match", "enrich-0", "enrich-1", "out"), names(plan(ORDERS, 7)));
    }

    @Test
    void shouldFuseSuccessorsFirstAndShardsLastWhenCpusAreFew()
    {
        assertEquals(List.of("journal", "validate..match", "enrich-0", "enrich-1", "out"), names(plan(ORDERS, 6)));
        assertEquals(List.of("journal", "validate..match", "enrich-0", "enrich-1..out"), names(plan(ORDERS, 5)));
        assertEquals(List.of("journal..match", "enrich-0", "enrich-1..out"), names(plan(ORDERS, 4)));
        assertEquals(List.of("journal..enrich-0", "enrich-1..out"), names(plan(ORDERS, 3)));
        assertEquals(List.of("journal..out"), names(plan(ORDERS, 2)));
        assertEquals(List.of("journal..out"), names(plan(ORDERS, 1)));
    }

    @Test
    void shouldFuseSiblingsBeforeRingsWhenNothingElseIsLeft()
    {
        List<Unplaced> stages = List.of(stage("a"), stage("b"), new Unplaced("x", "other", Set.of(), true, null));

        assertEquals(List.of("a..b", "x"), names(plan(stages, 3)));
        assertEquals(List.of("a..x"), names(plan(stages, 2)));
    }

    @Test
    void shouldFuseRingsBeforeAStageThatWantsItsOwnThread()
    {
        List<Unplaced> stages = List.of(stage("a"), new Unplaced("disk", "ring", Set.of("a"), false, null),
                new Unplaced("x", "other", Set.of(), true, null), new Unplaced("y", "third", Set.of(), true, null));

        assertEquals(List.of("a", "disk", "x..y"), names(plan(stages, 4)));
        Placement tight = plan(stages, 3);
        assertEquals(List.of("a..disk", "x..y"), names(tight));
        assertEquals(
                List.of("stage \"disk\" should have a thread of its own, but shares one for want of CPUs: declare " +
                        "a lane for it that parks"),
                tight.warnings());
    }

    @Test
    void shouldCountManualLanesThatSpinWhenItFuses()
    {
        List<PlacedLane> manual = List.of(lane("m", IdlePolicy.BUSY_SPIN), lane("parks", IdlePolicy.PARK));

        Placement placement = Placement.plan(ORDERS, manual, IdlePolicy.BACKOFF, 1, cpus(4));

        assertEquals(List.of("m", "parks", "journal..enrich-0", "enrich-1..out"), names(placement));
        assertEquals(List.of(), placement.warnings());
    }

    @Test
    void shouldNotFuseWhenAutomaticLanesPark()
    {
        assertEquals(6, Placement.plan(ORDERS, List.of(), IdlePolicy.PARK, 1, cpus(1)).lanes().size());
    }

    @Test
    void shouldWarnWhenManualLanesSpinOnMoreCpusThanThereAre()
    {
        List<PlacedLane> manual = List.of(lane("m", IdlePolicy.YIELD), lane("n", IdlePolicy.BACKOFF));

        Placement placement = Placement.plan(List.of(stage("a"), stage("b")), manual, IdlePolicy.BACKOFF, 1, cpus(2));

        assertEquals(List.of("m", "n", "a..b"), names(placement));
        assertEquals(List.of("3 lanes spin (m, n, a..b), but only 2 can at once: they take the CPU from each other; " +
                "let some park, or put their stages on fewer lanes"), placement.warnings());
    }

    @Test
    void shouldWarnWhenNothingIsLeftForPublishers()
    {
        List<PlacedLane> manual = List.of(lane("m", IdlePolicy.YIELD), lane("n", IdlePolicy.YIELD));

        Placement placement = Placement.plan(List.of(), manual, IdlePolicy.BACKOFF, 1, cpus(2));

        assertEquals(
                List.of("of the CPUs on which 2 threads can spin, lanes that spin leave 0 for publishers instead of 1"),
                placement.warnings());
    }

    @Test
    void shouldHeedTheQuotaWhenItIsSmallerThanTheCpus()
    {
        CpuTopology topology = new CpuTopology(cpus(8).cpus(), 3.9, 8, List.of());

        Placement placement = Placement.plan(ORDERS, List.of(), IdlePolicy.BACKOFF, 1, topology);

        assertEquals(2, placement.lanes().size());
        assertEquals(List.of(), placement.warnings());
    }

    @Test
    void shouldWarnWhenTheQuotaIsLessThanACpu()
    {
        CpuTopology topology = new CpuTopology(cpus(8).cpus(), 0.5, 8, List.of());

        Placement placement = Placement.plan(ORDERS, List.of(), IdlePolicy.BACKOFF, 0, topology);

        assertEquals(List.of("the CPU quota is 0.5: a lane that spins uses it up, and then the whole process stands " +
                "still until the next period; raise it to 1 or more"), placement.warnings());
    }

    @Test
    void shouldKeepAutomaticLanesOffIsolatedCpusWhenManualOnesArePinnedThere()
    {
        CpuTopology topology = topology(cpu(0, 0, 0), cpu(1, 1, 0), cpu(2, 2, 0), new Cpu(3, 3, 0, 0, true));
        List<PlacedLane> manual = List.of(lane("m", IdlePolicy.BUSY_SPIN, 3));

        assertEquals(List.of("m", "journal..enrich-0", "enrich-1..out"),
                names(Placement.plan(ORDERS, manual, IdlePolicy.YIELD, 1, topology)));
        assertEquals(List.of("journal..enrich-0", "enrich-1..out"),
                names(Placement.plan(ORDERS, List.of(), IdlePolicy.YIELD, 1, topology)));
    }

    @Test
    void shouldWarnWhenLanesThatAreNotPinnedCrowdOnTheCpusThatAreNotIsolated()
    {
        CpuTopology topology = topology(cpu(0, 0, 0), new Cpu(1, 1, 0, 0, true), new Cpu(2, 2, 0, 0, true));
        List<PlacedLane> manual = List.of(lane("m", IdlePolicy.BUSY_SPIN), lane("n", IdlePolicy.BUSY_SPIN));

        Placement placement = Placement.plan(List.of(), manual, IdlePolicy.YIELD, 1, topology);

        assertEquals(List.of("2 lanes spin without being pinned to an isolated CPU, but only 1 CPU can take them: " +
                "pin more of them"), placement.warnings());
    }

    @Test
    void shouldReportEveryProblemAtOnceWhenSeveralThingsAreWrong()
    {
        List<PlacedLane> manual = List.of(lane("m", IdlePolicy.YIELD, 7),
                PlacedLane.manual("m", List.of(), IdlePolicy.PARK, OptionalInt.empty()),
                PlacedLane.manual("n", List.of("a", "m"), IdlePolicy.PARK, OptionalInt.empty()));

        PlacementException thrown = assertThrows(PlacementException.class,
                () -> Placement.plan(List.of(stage("a")), manual, IdlePolicy.YIELD, -1, cpus(4)));

        assertEquals(List.of("-1 CPUs are to be left for publishers: give 0 or more",
                "lane \"m\" asks for CPU 7, which this process may not use; it may use: 0-3",
                "two lanes are named \"m\"", "lane \"m\" runs no stage",
                "stage \"m\" of lane \"n\" is placed twice", "stage \"a\" is placed twice"), thrown.problems());
    }

    @Test
    void shouldWarnWhenPinnedLanesShareACpuOrACoreOrLieOnDifferentNodes()
    {
        CpuTopology topology = topology(cpu(0, 0, 0), cpu(1, 1, 1), cpu(4, 0, 0), cpu(5, 1, 1));
        List<PlacedLane> manual = List.of(lane("a", IdlePolicy.YIELD, 0), lane("b", IdlePolicy.YIELD, 4),
                lane("c", IdlePolicy.PARK, 4), lane("d", IdlePolicy.YIELD, 1));

        Placement placement = Placement.plan(List.of(), manual, IdlePolicy.YIELD, 0, topology);

        assertEquals(List.of(
                "lanes a (CPU 0) and b (CPU 4) are pinned to SMT siblings: they share one core and slow each other down",
                "lanes a (CPU 0) and c (CPU 4) are pinned to SMT siblings: they share one core and slow each other down",
                "lanes b and c are both pinned to CPU 4: only one of them runs at a time",
                "lanes are pinned to different NUMA nodes: a (CPU 0) on node 0, b (CPU 4) on node 0, c (CPU 4) on node " +
                        "0, d (CPU 1) on node 1; every event they hand over crosses between sockets or dies"),
                placement.warnings());
    }

    @Test
    void shouldChooseAnotherNameWhenAManualLaneHasTakenTheStages()
    {
        List<PlacedLane> manual = List
                .of(PlacedLane.manual("a", List.of("b"), IdlePolicy.PARK, OptionalInt.empty()));

        assertEquals(List.of("a", "a#2"),
                names(Placement.plan(List.of(stage("a")), manual, IdlePolicy.YIELD, 1, cpus(4))));
    }

    @Test
    void shouldLeaveOneCpuForPublishersWhenThereAreTwo()
    {
        assertEquals(0, Placement.publisherCpus(cpus(1)));
        assertEquals(1, Placement.publisherCpus(cpus(2)));
    }

    static CpuTopology cpus(int count)
    {
        return topology(IntStream.range(0, count).mapToObj(id -> cpu(id, id, 0)).toArray(Cpu[]::new));
    }

    static PlacedLane lane(String name, IdlePolicy idle)
    {
        return PlacedLane.manual(name, List.of(name), idle, OptionalInt.empty());
    }

    private static PlacedLane lane(String name, IdlePolicy idle, int cpu)
    {
        return PlacedLane.manual(name, List.of(name), idle, OptionalInt.of(cpu));
    }

    private static Placement plan(List<Unplaced> stages, int cpus)
    {
        return Placement.plan(stages, List.of(), IdlePolicy.BACKOFF, Placement.publisherCpus(cpus(cpus)), cpus(cpus));
    }

    private static CpuTopology topology(Cpu... cpus)
    {
        return new CpuTopology(List.of(cpus), Double.POSITIVE_INFINITY, 64, List.of());
    }

    private static Cpu cpu(int id, int core, int node)
    {
        return new Cpu(id, core, node, node, false);
    }

    private static Unplaced stage(String name, String... after)
    {
        return new Unplaced(name, "ring", Set.of(after), true, null);
    }

    private static Unplaced shard(String name)
    {
        return new Unplaced(name, "ring", Set.of("match"), true, "enrich");
    }

    private static List<String> names(Placement placement)
    {
        return placement.lanes().stream().map(PlacedLane::name).toList();
    }
}
