package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.lmax.disruptor.EventHandler;
import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.lane.IdlePolicy;

/**
 * Nothing is allocated for an event, latency recording included, on the publisher's thread nor on any lane.
 *
 * <p>
 * What may be left over is not of events: the JVM links a call site of a rarely taken path on the lane that first takes it,
 * which is why every batch counts as slow here, from the warm-up on. The limit is a hundred objects in a million events.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class AllocationTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int EVENTS = 1 << 20;
    private static final long LIMIT_BYTES = 2_400;
    private static final Consumer<Order> FILL = AllocationTest::fill;

    private final List<Counted> counted = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"x x x", "x y z"})
    void shouldAllocateNothingInStagesThatFollowEachOther(String layout)
    {
        String[] lane = layout.split(" ", -1);
        measure(Pipeline.builder("orders", Order::new).capacity(1024).singlePublisher()
                .publisherIdle(IdlePolicy.YIELD).idle(IdlePolicy.YIELD)
                .stage("a", new Counted()).lane(lane[0])
                .stage("b", new Counted()).after("a").lane(lane[1])
                .stage("c", new Counted()).after("b").lane(lane[2]));
    }

    @Test
    void shouldAllocateNothingInFiltersAndBehindThem()
    {
        measure(Pipeline.builder("orders", Order::new).capacity(1024).publisherIdle(IdlePolicy.BUSY_SPIN)
                .singlePublisher().idle(IdlePolicy.YIELD).filter("even", order -> order.id % 2 == 0).lane("x")
                .stage("beside", new Counted()).lane("x")
                .stage("behind", new Counted()).after("even").lane("y"));
    }

    @Test
    void shouldAllocateNothingInAFlatMapAndTheRingBehind()
    {
        PipelineBuilder<Order> builder = Pipeline.builder("orders", Order::new).capacity(1024).singlePublisher()
                .publisherIdle(IdlePolicy.YIELD).idle(IdlePolicy.YIELD);
        RingBuilder<Order> legs = builder.ring("legs", Order::new).capacity(4096).singlePublisher()
                .stage("collect", new Counted()).lane("y");
        measure(builder.stage("head", new Counted()).lane("x").flatMap("split", legs, (order, sequence, out) ->
        {
            out.next().id = order.id;
            out.next().id = order.id;
        }).after("head").lane("x"));
    }

    @Test
    void shouldAllocateNothingInShardsAndPools()
    {
        measure(Pipeline.builder("orders", Order::new).capacity(1024).singlePublisher()
                .publisherIdle(IdlePolicy.YIELD).idle(IdlePolicy.YIELD)
                .sharded("shard", 2, order -> order.id, shard -> new Counted())
                .pool("pool", 2, member -> new Counted()).after("shard"));
    }

    private void measure(PipelineBuilder<Order> builder)
    {
        Pipeline<Order> orders = builder.slowBatch(Duration.ofNanos(1)).start();
        Publisher<Order> publisher = orders.publisher();
        for (int i = 0; i < 3; i++)
        {
            publishAll(publisher);
            settle(orders);
        }
        // each lane measures itself
        mark(publisher, orders);
        long[] before = counted.stream().mapToLong(stage -> stage.bytes).toArray();
        long publisherBefore = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        publishAll(publisher);
        long publisherBytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - publisherBefore;
        settle(orders);
        mark(publisher, orders);
        orders.close();

        assertTrue(publisherBytes <= LIMIT_BYTES, () -> "the publisher allocated " + publisherBytes + " bytes");
        for (int i = 0; i < before.length; i++)
        {
            int stage = i;
            long laneBytes = counted.get(i).bytes - before[i];
            assertTrue(before[i] > 0 && laneBytes <= LIMIT_BYTES,
                    () -> "lane of " + stage + " allocated " + laneBytes + " bytes");
        }
    }

    /** One by one, claimed and committed; by a lambda that captures nothing; in batches. */
    private static void publishAll(Publisher<Order> publisher)
    {
        for (int i = 0; i < EVENTS / 4; i++)
        {
            long sequence = publisher.claim(1);
            publisher.event(sequence).id = i;
            publisher.commit(sequence, 1);
        }
        for (int i = 0; i < EVENTS / 4; i++)
        {
            publisher.publish(FILL);
        }
        for (int i = 0; i < EVENTS / 2; i += 32)
        {
            long first = publisher.claim(32);
            for (int j = 0; j < 32; j++)
            {
                publisher.event(first + j).id = i + (long) j;
            }
            publisher.commit(first, 32);
        }
    }

    /** Enough of them that every shard gets one. */
    private static void mark(Publisher<Order> publisher, Pipeline<Order> orders)
    {
        for (int i = 0; i < 32; i++)
        {
            long id = -2L * i - 2;
            publisher.publish(order -> order.id = id);
        }
        settle(orders);
    }

    private static void settle(Pipeline<Order> orders)
    {
        while (orders.stats().rings().stream().anyMatch(ring -> ring.depthEvents() > 0))
        {
            Thread.onSpinWait();
        }
    }

    private static void fill(Order order)
    {
        order.id = order.id & 0xffff;
    }

    /** Notes, at an event that is marked, what its lane has allocated so far. */
    private final class Counted implements EventHandler<Order>
    {
        private long bytes;

        Counted()
        {
            counted.add(this);
        }

        @Override
        public void onEvent(Order order, long sequence, boolean endOfBatch)
        {
            if (order.id < 0)
            {
                bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            }
            order.quantity++;
        }
    }
}
