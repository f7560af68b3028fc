package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

import com.lmax.disruptor.EventHandler;
import org.agrona.concurrent.AgentInvoker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.failure.PipelineFailedException;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class InvokedTest
{
    private final List<Long> seen = new ArrayList<>();

    @Test
    void shouldRunEveryLaneOnTheCallersThreadOneTurnForEachCall()
    {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .stage("a", (order, sequence, endOfBatch) -> threads.add(Thread.currentThread())).lane("x")
                .stage("b", Feed.into(seen)).after("a").lane("y").build();
        AgentInvoker lanes = orders.startInvoked();

        Feed.publish(orders.publisher(), 3);
        int before = seen.size();
        int handled = lanes.invoke();
        int idle = lanes.invoke();
        orders.close();

        assertEquals(0, before, "nothing happens between calls");
        assertEquals(6, handled);
        assertEquals(0, idle);
        assertEquals(Set.of(Thread.currentThread()), threads);
        assertEquals(List.of(0L, 1L, 2L), seen);
        assertEquals(Lifecycle.STOPPED, orders.lifecycle());
    }

    @Test
    void shouldDoTheLanesTurnsWhenTheirThreadPublishesIntoAFullRing()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(4)
                .stage("a", (order, sequence, endOfBatch) -> order.quantity = 1).lane("x")
                .stage("b", Feed.into(seen)).after("a").lane("y").build();
        orders.startInvoked();

        Feed.publish(orders.publisher(), 1_000);
        orders.close();

        assertEquals(LongStream.range(0, 1_000).boxed().toList(), seen);
        assertTrue(orders.stats().ring("orders").blocked() > 0);
    }

    @Test
    void shouldThrowInsteadOfWaitingForItselfWhenAHandlerPublishesIntoItsOwnFullRing()
    {
        List<Pipeline<Order>> self = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(4)
                .stage("a", (order, sequence, endOfBatch) -> Feed.publish(self.get(0).publisher(), 2)).build();
        self.add(orders);
        AgentInvoker lanes = orders.startInvoked();
        Feed.publish(orders.publisher(), 3);
        lanes.invoke();

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertTrue(thrown.getCause().getMessage().contains("wait for room in the full ring \"orders\" of 4 slots"),
                thrown.getCause().getMessage());
    }

    @Test
    void shouldEndWithTheCauseWhenAStageFailsOnTheCallersThread()
    {
        IllegalStateException broken = new IllegalStateException("no");
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(4)
                .stage("a", (order, sequence, endOfBatch) ->
                {
                    throw broken;
                }).build();
        orders.startInvoked();

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class,
                () -> Feed.publish(orders.publisher(), 10));

        assertSame(broken, thrown.getCause());
        assertEquals(Lifecycle.FAILED, orders.lifecycle());
        assertEquals(4, orders.close(Duration.ZERO).leftBehind());
    }

    @Test
    void shouldFailTheStartWhenAHandlerCannotStart()
    {
        IllegalStateException broken = new IllegalStateException("no");
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", new EventHandler<>()
        {
            @Override
            public void onStart()
            {
                throw broken;
            }

            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                throw new AssertionError("never started");
            }
        }).build();

        assertSame(broken, assertThrows(PipelineFailedException.class, orders::startInvoked).getCause());
        assertThrows(IllegalStateException.class, orders::startInvoked, "it was started before");
    }

    @Test
    void shouldCallStartAndShutdownOfEveryHandlerOnce()
    {
        List<String> calls = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", noting("a", calls)).lane("x")
                .stage("b", noting("b", calls)).lane("y").build();
        orders.startInvoked();
        orders.close();
        orders.close();

        assertEquals(List.of("a starts", "b starts", "a ends", "b ends"), calls);
    }

    private static EventHandler<Order> noting(String name, List<String> calls)
    {
        return new EventHandler<>()
        {
            @Override
            public void onStart()
            {
                calls.add(name + " starts");
            }

            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                throw new AssertionError("nothing was published");
            }

            @Override
            public void onShutdown()
            {
                calls.add(name + " ends");
            }
        };
    }
}
