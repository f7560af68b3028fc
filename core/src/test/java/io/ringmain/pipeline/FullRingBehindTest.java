package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.counter.StageCounter;
import io.ringmain.event.FlatMapper;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineFailedException;

/** Nobody waits for ever when stages emit into rings that are full. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class FullRingBehindTest
{
    private static final int EVENTS = 150;
    private static final int EACH = 11;

    private final List<Long> emitted = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"x x x", "x y x", "x y z", "x y y", "x x y"})
    void shouldEmitMoreThanTheOtherRingHoldsInOneCall(String lanes)
    {
        Pipeline<Order> orders = threeRings(lanes.split(" ", -1)).start();
        Feed.publish(orders.publisher(), EVENTS);
        Account account = orders.close(Pipeline.DEFAULT_DEADLINE);

        assertEquals(expected(), emitted);
        assertTrue(account.complete(), account::toString);
        assertTrue(orders.stats().ring("b").blocked() > 0, "the emitter had to wait");
    }

    /** The lanes are all the caller's then: whoever waits for another lane has to do that lane's work. */
    @ParameterizedTest
    @ValueSource(strings = {"x x x", "x y x", "x y z", "x y y", "z y x"})
    void shouldEmitMoreThanTheOtherRingHoldsWhenTheCallersThreadRunsAllLanes(String lanes)
    {
        Pipeline<Order> orders = threeRings(lanes.split(" ", -1)).build();
        orders.startInvoked();
        Feed.publish(orders.publisher(), EVENTS);
        Account account = orders.close(Pipeline.DEFAULT_DEADLINE);

        assertEquals(expected(), emitted);
        assertTrue(account.complete(), account::toString);
    }

    /** Fused, each would hold slots that the other one waits for. */
    @ParameterizedTest
    @ValueSource(strings = {"x x x", "x x y", "x y z", "x y x"})
    void shouldFillARingFromTwoStagesOfAnother(String lanes)
    {
        String[] lane = lanes.split(" ", -1);
        PipelineBuilder<Order> builder = Pipeline.builder("a", Order::new).capacity(64);
        RingBuilder<Order> both = builder.ring("b", Order::new).capacity(4).stage("collect", Feed.into(emitted))
                .lane(lane[2]);
        Pipeline<Order> orders = builder.flatMap("left", both, four()).lane(lane[0]).flatMap("right", both, to(1))
                .lane(lane[1]).start();
        Feed.publishBatch(orders.publisher(), 64);
        Feed.publish(orders.publisher(), 64);
        orders.close();

        assertEquals(128, emitted.stream().filter(id -> id % 2 == 1).count());
        assertEquals(4 * 128, emitted.stream().filter(id -> id % 2 == 0).count());
    }

    /** "left" holds slots of c while "right" waits for room in b, whose stage fills c. */
    @Test
    void shouldFillARingDirectlyAndThroughAnotherFromOneLane()
    {
        PipelineBuilder<Order> builder = Pipeline.builder("a", Order::new).capacity(64);
        RingBuilder<Order> c = builder.ring("c", Order::new).capacity(4).stage("collect", Feed.into(emitted)).lane("y");
        RingBuilder<Order> b = builder.ring("b", Order::new).capacity(4).flatMap("through", c, to(1)).lane("y");
        Pipeline<Order> orders = builder.flatMap("left", c, to(0)).lane("x").flatMap("right", b, to(0)).lane("x")
                .start();
        Feed.publishBatch(orders.publisher(), 64);
        orders.close();

        assertEquals(128, emitted.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x x", "x y"})
    void shouldNameTheStageThatFailedWhenItRunsWhileAnotherOneWaits(String lanes)
    {
        IllegalStateException broken = new IllegalStateException("no");
        String[] lane = lanes.split(" ", -1);
        PipelineBuilder<Order> builder = Pipeline.builder("a", Order::new);
        RingBuilder<Order> b = builder.ring("b", Order::new).capacity(4).stage("fails", (order, sequence, end) ->
        {
            throw broken;
        }).lane(lane[1]);
        Pipeline<Order> orders = builder.flatMap("emits", b, (order, sequence, out) ->
        {
            for (int i = 0; i < EACH; i++)
            {
                out.next().id = i;
            }
        }).lane(lane[0]).start();
        Feed.publish(orders.publisher(), 1);

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertEquals("pipeline \"a\" has halted: stage \"fails\" failed at sequence 0: " + broken, thrown.getMessage());
        assertEquals(1, orders.stats().stage("fails").get(StageCounter.FAILURES));
        assertEquals(0, orders.stats().stage("emits").get(StageCounter.FAILURES), "it only waited");
    }

    /** What the other stage threw comes by way of this one's mapper, which may do with it what it likes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldHaltWithTheStageThatFailedWhenTheOneThatWaitsCatchesEverything(boolean wraps)
    {
        IllegalStateException broken = new IllegalStateException("no");
        int[] calls = {0};
        PipelineBuilder<Order> builder = Pipeline.builder("a", Order::new);
        RingBuilder<Order> b = builder.ring("b", Order::new).capacity(4).stage("fails", (order, sequence, end) ->
        {
            calls[0]++;
            throw broken;
        }).lane("x");
        Pipeline<Order> orders = builder.flatMap("emits", b, (order, sequence, out) ->
        {
            for (int i = 0; i < EACH; i++)
            {
                try
                {
                    out.next().id = i;
                }
                catch (RuntimeException e)
                {
                    if (wraps)
                    {
                        throw new IllegalArgumentException("mine now", e);
                    }
                }
            }
        }).lane("x").onFailure(FailurePolicy.skip()).start();
        Feed.publish(orders.publisher(), 1);

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertEquals("pipeline \"a\" has halted: stage \"fails\" failed at sequence 0: " + broken, thrown.getMessage());
        assertEquals(1, calls[0]);
        assertEquals(1, orders.stats().stage("fails").get(StageCounter.FAILURES));
        assertEquals(0, orders.stats().stage("emits").get(StageCounter.FAILURES));
        assertEquals(0, orders.stats().stage("emits").get(StageCounter.SKIPPED));
    }

    private static FlatMapper<Order, Order> to(int remainder)
    {
        return (order, sequence, out) -> out.next().id = 2 * order.id + remainder;
    }

    private static FlatMapper<Order, Order> four()
    {
        return (order, sequence, out) ->
        {
            for (int i = 0; i < 4; i++)
            {
                out.next().id = 2 * order.id;
            }
        };
    }

    private PipelineBuilder<Order> threeRings(String... lane)
    {
        PipelineBuilder<Order> builder = Pipeline.builder("a", Order::new).capacity(16);
        RingBuilder<Order> c = builder.ring("c", Order::new).capacity(2).stage("collect", Feed.into(emitted))
                .lane(lane[2]);
        RingBuilder<Order> b = builder.ring("b", Order::new).capacity(4)
                .flatMap("b-to-c", c, (order, sequence, out) -> out.next().id = order.id).lane(lane[1]);
        return builder.flatMap("a-to-b", b, (order, sequence, out) ->
        {
            for (int i = 0; i < EACH; i++)
            {
                out.next().id = EACH * order.id + i;
            }
        }).lane(lane[0]);
    }

    private static List<Long> expected()
    {
        return LongStream.range(0, EVENTS * EACH).boxed().toList();
    }
}
