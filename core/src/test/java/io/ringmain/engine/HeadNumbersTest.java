package io.ringmain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.failure.FailurePolicy;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Ring;
import io.ringmain.graph.Role;
import io.ringmain.graph.Stage;
import io.ringmain.lane.IdlePolicy;

/** A ring knows by one bit for each head which of them nap; two heads of one bit would undo each other's word. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class HeadNumbersTest
{
    private static final int MORE_THAN_BITS = 70;

    @Test
    void shouldGiveTheLowestFreeNumber()
    {
        RingUnit<long[]> unit = unit("a");
        Sequence[] heads = Stream.generate(Sequence::new).limit(4).toArray(Sequence[]::new);
        unit.addHead(heads[0]);
        unit.addHead(heads[1]);
        unit.addHead(heads[2]);

        unit.removeHead(heads[1]);
        assertEquals(-1, unit.numberOf(heads[1]));
        unit.addHead(heads[3]);

        assertEquals(List.of(0, 2, 1), Stream.of(heads[0], heads[2], heads[3]).map(unit::numberOf).toList());
    }

    @Test
    void shouldNotTakeAHeadThatIsGoneForOneThatHasCaughtUp()
    {
        RingUnit<long[]> unit = unit("a");
        Sequence head = new Sequence(5);
        unit.addHead(head);

        assertTrue(unit.hasCaughtUp(5));
        unit.removeHead(head);
        assertFalse(unit.hasCaughtUp(-1));
    }

    @Test
    void shouldLeaveNoBitSetHoweverManyHeadsThereWere()
    {
        List<RingUnit<?>> rings = List.of(unit("a"), unit("b"));
        Graph graph = graph(MORE_THAN_BITS / 2);
        Map<String, StageCode<?>> code = new LinkedHashMap<>();
        graph.stages().forEach(stage -> code.put(stage.name(), ignore()));
        Engine engine = new Engine(graph, rings, code, SystemNanoClock.INSTANCE, Long.MAX_VALUE, false);
        engine.start();
        assertTrue(rings.stream().allMatch(ring -> ring.stamps().wanted()), "lanes nap at first");

        for (int i = 0; i < MORE_THAN_BITS; i++)
        {
            Stage late = stage("late", "a");
            engine.add(with(graph, late), late, ignore());
            engine.remove(graph, "late", Long.MAX_VALUE);
        }
        engine.control().stop();

        assertEquals(List.of(), engine.join(10_000_000_000L));
        assertTrue(rings.stream().noneMatch(ring -> ring.stamps().wanted()), "no lane is left that could nap");
    }

    private static Graph graph(int headsOfEach)
    {
        List<Stage> stages = Stream.of("a", "b")
                .flatMap(ring -> IntStream.range(0, headsOfEach).mapToObj(i -> stage(ring + i, ring))).toList();
        return new Graph("p", List.of(new Ring("a", 8, false), new Ring("b", 8, false)),
                stages.stream().map(stage -> stage.on(stage.ring())).toList(),
                List.of(lane("a"), lane("b")));
    }

    private static Graph with(Graph graph, Stage late)
    {
        List<Stage> stages = new ArrayList<>(graph.stages());
        List<Lane> lanes = new ArrayList<>(graph.lanes());
        stages.add(late);
        lanes.add(lane(late.lane()));
        return new Graph(graph.name(), graph.rings(), stages, lanes);
    }

    private static RingUnit<long[]> unit(String name)
    {
        return new RingUnit<>(name, 8, () -> new long[1], false);
    }

    /** Alone, so that each is a loop of its own. */
    private static Stage stage(String name, String ring)
    {
        return new Stage(name, ring, List.of(), name, new Role.Handle(),
                new FailurePolicy.Rewind<>(1, Duration.ZERO), 0, false);
    }

    private static Lane lane(String name)
    {
        return new Lane(name, IdlePolicy.PARK, Lane.ANY_CPU);
    }

    private static StageCode<?> ignore()
    {
        EventHandler<Object> nothing = (event, sequence, endOfBatch) ->
        {};
        return new StageCode.Handling<>(nothing);
    }
}
