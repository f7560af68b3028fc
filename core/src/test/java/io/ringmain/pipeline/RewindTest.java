package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.lmax.disruptor.RewindableEventHandler;
import com.lmax.disruptor.RewindableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.counter.StageCounter;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineFailedException;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class RewindTest
{
    private final List<Long> calls = new ArrayList<>();
    private final List<Long> behind = new ArrayList<>();
    private final RuntimeException full = new IllegalStateException("the other side is full");

    @Test
    void shouldHandleTheWholeBatchAgainWhenItsHandlerAsksForThat()
    {
        Pipeline<Order> orders = with(2, failing(2, 2)).build();
        run(orders, 4);
        orders.close();

        assertEquals(List.of(0L, 1L, 2L, 0L, 1L, 2L, 0L, 1L, 2L, 3L), calls);
        assertEquals(List.of(0L, 1L, 2L, 3L), behind, "those behind see each event once");
        assertEquals(2, orders.stats().stage("writes").get(StageCounter.RETRIES));
        assertEquals(2, orders.stats().stage("writes").get(StageCounter.FAILURES), "each call that threw");
        assertEquals(4, orders.stats().stage("writes").get(StageCounter.EVENTS));
        assertEquals(4, orders.latency().get("writes").getTotalCount());
    }

    @Test
    void shouldCountRewindsForEachBatchAnew()
    {
        Pipeline<Order> orders = with(1, (order, sequence, endOfBatch) ->
        {
            calls.add(order.id);
            if (calls.size() % 2 == 1)
            {
                throw new RewindableException(full);
            }
        }).build();
        var lanes = orders.startInvoked();
        for (int batch = 0; batch < 3; batch++)
        {
            Feed.publish(orders.publisher(), 1);
            Feed.runDry(lanes);
        }
        orders.close();

        assertEquals(6, calls.size());
        assertEquals(3, behind.size());
    }

    @Test
    void shouldHaltWithTheCauseWhenTheLastRewindFailsToo()
    {
        Pipeline<Order> orders = with(2, failing(2, 3)).build();
        run(orders, 4);

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertSame(full, assertInstanceOf(RewindableException.class, thrown.getCause()).getCause());
        assertEquals("pipeline \"orders\" has halted: stage \"writes\" failed at sequence 2: " + thrown.getCause(),
                thrown.getMessage());
        assertEquals(List.of(), behind);
        assertEquals(2, orders.stats().stage("writes").get(StageCounter.RETRIES));
        assertEquals(3, orders.stats().stage("writes").get(StageCounter.FAILURES));
    }

    @Test
    void shouldHaltAtOnceWhenTheHandlerThrowsAnythingElse()
    {
        Pipeline<Order> orders = with(2, (order, sequence, endOfBatch) ->
        {
            calls.add(order.id);
            throw full;
        }).build();
        run(orders, 4);

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertSame(full, thrown.getCause());
        assertEquals(List.of(0L), calls);
    }

    @Test
    void shouldFollowAnotherPolicyThatWasGivenAfterwards()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .rewindable("writes", failing(2, 1), 3, Duration.ZERO).onFailure(FailurePolicy.skip())
                .stage("behind", Feed.into(behind)).after("writes").build();
        run(orders, 4);
        Account account = orders.close(Duration.ofSeconds(5));

        assertEquals(List.of(0L, 1L, 2L, 3L), calls);
        assertEquals(List.of(0L, 1L, 3L), behind);
        assertEquals(1, account.skipped());
    }

    /** Asks for its batch again at one event, so many times. */
    private RewindableEventHandler<Order> failing(long at, int times)
    {
        int[] left = {times};
        return (order, sequence, endOfBatch) ->
        {
            calls.add(order.id);
            if (order.id == at && left[0]-- > 0)
            {
                throw new RewindableException(full);
            }
        };
    }

    private PipelineBuilder<Order> with(int times, RewindableEventHandler<Order> handler)
    {
        return Pipeline.builder("orders", Order::new).rewindable("writes", handler, times, Duration.ofNanos(1))
                .stage("behind", Feed.into(behind)).after("writes");
    }

    private static void run(Pipeline<Order> orders, int batch)
    {
        var lanes = orders.startInvoked();
        Feed.publishBatch(orders.publisher(), batch);
        Feed.runDry(lanes);
    }
}
