package io.ringmain.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every plan, tried on many; the seed is the test's name, so that a failure can be run again. */
class PlacementPropertyTest
{
    private static final List<IdlePolicy> POLICIES = List.of(IdlePolicy.values());

    static IntStream seeds()
    {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldKeepThePromisesOfAPlanWhenAnythingIsPlaced(int seed)
    {
        Input input = Input.random(new Random(seed));

        Placement placement = input.plan();

        List<PlacedLane> automatic = placement.lanes().stream().filter(lane -> !lane.manual()).toList();
        assertEquals(input.manual, placement.lanes().subList(0, input.manual.size()));
        assertEquals(input.stages.stream().map(Unplaced::stage).toList(),
                automatic.stream().flatMap(lane -> lane.stages().stream()).toList(),
                "each stage once, in order: so every lane is contiguous");
        assertEquals(placement.lanes().size(), placement.lanes().stream().map(PlacedLane::name).distinct().count());
        assertEquals(placement, input.plan());
        long spinning = placement.lanes().stream().filter(lane -> lane.idle().spins()).count();
        int room = input.topology.spinningLanes();
        assertTrue(automatic.isEmpty() == input.stages.isEmpty());
        boolean least = automatic.size() <= 1;
        if (input.automatic.spins() && !least)
        {
            assertTrue(spinning + input.publisherCpus <= room, spinning + " lanes spin on " + room + " CPUs");
        }
        assertEquals(spinning > room, placement.warnings().stream().anyMatch(text -> text.contains("can at once")));
        boolean roomLeft = spinning + input.publisherCpus < room;
        if (!input.automatic.spins() || roomLeft)
        {
            assertEquals(input.stages.size(), automatic.size(), "nothing is fused without need");
        }
    }

    private record Input(List<Unplaced> stages, List<PlacedLane> manual, IdlePolicy automatic, int publisherCpus,
            CpuTopology topology)
    {
        static Input random(Random random)
        {
            List<Unplaced> stages = new ArrayList<>();
            int count = random.nextInt(12);
            for (int i = 0; i < count; i++)
            {
                Set<String> after = new HashSet<>();
                for (int before = 0; before < i; before++)
                {
                    if (random.nextInt(3) == 0)
                    {
                        after.add("s" + before);
                    }
                }
                String group = random.nextInt(3) == 0 ? "g" + random.nextInt(2) : null;
                stages.add(new Unplaced("s" + i, "r" + random.nextInt(2), after, random.nextInt(8) > 0, group));
            }
            List<PlacedLane> manual = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> PlacementTest.lane(random.nextBoolean() ? "s" + i : "m" + i, policy(random)))
                    .filter(lane -> stages.stream().noneMatch(stage -> stage.stage().equals(lane.name()))).toList();
            return new Input(stages, manual, policy(random), random.nextInt(3),
                    PlacementTest.cpus(1 + random.nextInt(10)));
        }

        Placement plan()
        {
            return Placement.plan(stages, manual, automatic, publisherCpus, topology);
        }

        private static IdlePolicy policy(Random random)
        {
            return POLICIES.get(random.nextInt(POLICIES.size()));
        }
    }
}
