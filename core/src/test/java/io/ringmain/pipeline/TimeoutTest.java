package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.lmax.disruptor.EventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.failure.PipelineFailedException;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class TimeoutTest
{
    private final long[] nowNs = {1_000};
    private final List<String> calls = new ArrayList<>();

    @Test
    void shouldTellTheStageAndThoseFusedToItAfterEachQuietWhile()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).clock(() -> nowNs[0])
                .stage("a", noting("a")).timeout(Duration.ofNanos(100)).lane("x")
                .stage("b", noting("b")).after("a").lane("x")
                .stage("c", noting("c")).lane("y").build();
        var lanes = orders.startInvoked();
        Feed.publish(orders.publisher(), 1);
        Feed.runDry(lanes);

        nowNs[0] += 100;
        lanes.invoke();
        List<String> atTheLimit = List.copyOf(calls);
        nowNs[0] += 1;
        lanes.invoke();
        lanes.invoke();
        List<String> justAfter = List.copyOf(calls);
        nowNs[0] += 101;
        lanes.invoke();
        orders.close();

        assertEquals(List.of(), atTheLimit);
        assertEquals(List.of("a 0", "b 0"), justAfter, "with the last sequence handled, and once");
        assertEquals(List.of("a 0", "b 0", "a 0", "b 0"), calls);
    }

    @Test
    void shouldHaltWhenTheCallbackThrows()
    {
        IllegalStateException broken = new IllegalStateException("no");
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).clock(() -> nowNs[0])
                .stage("a", new EventHandler<>()
                {
                    @Override
                    public void onEvent(Order order, long sequence, boolean endOfBatch)
                    {
                        throw new AssertionError("nothing was published");
                    }

                    @Override
                    public void onTimeout(long sequence)
                    {
                        throw broken;
                    }
                }).timeout(Duration.ofNanos(100)).build();
        var lanes = orders.startInvoked();
        nowNs[0] += 500;
        lanes.invoke();

        assertSame(broken, assertThrows(PipelineFailedException.class, orders::close).getCause());
    }

    private EventHandler<Order> noting(String name)
    {
        return new EventHandler<>()
        {
            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                order.accepted = true;
            }

            @Override
            public void onTimeout(long sequence)
            {
                calls.add(name + " " + sequence);
            }
        };
    }
}
