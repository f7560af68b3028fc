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

import io.ringmain.counter.StageCounter;
import io.ringmain.event.Emitter;
import io.ringmain.event.FlatMapper;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineFailedException;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class FlatMapTest
{
    private final List<Long> emitted = new ArrayList<>();
    private final IllegalStateException broken = new IllegalStateException("third leg is missing");

    @Test
    void shouldMakeNoneOneOrManyEventsOfEachInOrder()
    {
        Pipeline<Order> orders = with(8, (order, sequence, out) -> emit(out, order.id, (int) (order.id % 3))).start();
        Feed.publish(orders.publisher(), 300);
        orders.close();

        assertEquals(LongStream.range(0, 300).boxed()
                .flatMap(id -> LongStream.range(0, id % 3).mapToObj(i -> 100 * id + i)).toList(), emitted);
        assertEquals(300, orders.stats().stage("legs").get(StageCounter.EMITTED));
        assertEquals(300, orders.stats().ring("legs").publishedEvents());
        assertEquals(300, orders.latency().get("collect").getTotalCount());
    }

    @Test
    void shouldWithdrawWhatACallEmittedWhenItThrows()
    {
        PipelineBuilder<Order> builder = with(64, (order, sequence, out) ->
        {
            emit(out, order.id, 2);
            if (order.id % 2 == 1)
            {
                throw broken;
            }
        });
        Pipeline<Order> orders = builder.onFailure(FailurePolicy.skip()).build();
        var lanes = orders.startInvoked();
        Feed.publishBatch(orders.publisher(), 4);
        Feed.runDry(lanes);
        Account account = orders.close(Pipeline.DEFAULT_DEADLINE);

        assertEquals(List.of(0L, 1L, 200L, 201L), emitted);
        assertEquals(4, orders.stats().stage("legs").get(StageCounter.EMITTED));
        assertEquals(4, orders.stats().ring("legs").abandonedEvents(), "withdrawn slots were claimed and given up");
        assertEquals(2, account.skipped());
        assertTrue(account.complete());
    }

    @Test
    void shouldEmitOnceWhenACallSucceedsAtItsSecondTry()
    {
        int[] calls = {0};
        Pipeline<Order> orders = with(64, (order, sequence, out) ->
        {
            emit(out, order.id, 2);
            if (calls[0]++ % 2 == 0)
            {
                throw broken;
            }
        }).onFailure(FailurePolicy.retry(1, java.time.Duration.ZERO)).start();
        Feed.publish(orders.publisher(), 2);
        orders.close();

        assertEquals(List.of(0L, 1L, 100L, 101L), emitted);
    }

    @Test
    void shouldHaltWhateverThePolicyWhenPartOfAFailedCallIsOutAlready()
    {
        Pipeline<Order> orders = with(4, (order, sequence, out) ->
        {
            emit(out, order.id, 5);
            throw broken;
        }).onFailure(FailurePolicy.skip()).start();
        Feed.publish(orders.publisher(), 1);

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertEquals(broken, thrown.getCause());
        assertEquals(1, orders.stats().stage("legs").get(StageCounter.FAILURES));
    }

    @Test
    void shouldHandOverTheEventsBeforeTheFailedOneWhenAMapperHalts()
    {
        Pipeline<Order> orders = with(64, (order, sequence, out) ->
        {
            emit(out, order.id, 1);
            if (order.id == 3)
            {
                throw broken;
            }
        }).build();
        var lanes = orders.startInvoked();
        Feed.publishBatch(orders.publisher(), 5);
        lanes.invoke();
        orders.close(Pipeline.DEFAULT_DEADLINE);

        assertEquals(3, orders.stats().stage("legs").get(StageCounter.EMITTED));
        assertEquals(3, orders.stats().stage("legs").get(StageCounter.EVENTS) - 1);
    }

    /** Emits into a ring "legs", whose stage "collect" fills {@link #emitted}. */
    private PipelineBuilder<Order> with(int slots, FlatMapper<Order, Order> mapper)
    {
        PipelineBuilder<Order> builder = Pipeline.builder("orders", Order::new).capacity(64);
        RingBuilder<Order> legs = builder.ring("legs", Order::new).capacity(slots)
                .stage("collect", Feed.into(emitted));
        return builder.flatMap("legs", legs, mapper);
    }

    private static void emit(Emitter<Order> out, long id, int count)
    {
        for (int i = 0; i < count; i++)
        {
            out.next().id = 100 * id + i;
        }
    }
}
