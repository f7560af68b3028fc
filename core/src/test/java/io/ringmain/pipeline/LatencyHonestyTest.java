package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import com.lmax.disruptor.RewindableException;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.AgentInvoker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A latency that is recorded is never shorter than the true one, and every event is counted. Time stands still but where
 * a test moves it, so the true latency is known.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class LatencyHonestyTest
{
    /** Turns after which a lane that never naps dates events by its own looks. */
    private static final int WIDE_AWAKE = 1_100;
    private static final long WAIT_NS = 10_000;

    private final long[] nowNs = {1_000_000};

    @ParameterizedTest
    @CsvSource({"1, x x x, true", "16, x x x, true", "40, x x x, true", "1, x y z, true", "16, x y z, true",
        "40, x y x, true", "1, x x x, false", "16, x x x, false", "1, x y z, false", "40, x y z, false",
        "3, x y y, false"})
    void shouldRecordNoLessThanTheTimeFromPublicationToTheEndOfTheBatch(int batch, String lanes, boolean napping)
    {
        String[] lane = lanes.split(" ", -1);
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(128).clock(() -> nowNs[0])
                .stage("a", Feed::ignore).lane(lane[0]).filter("b", order -> order.id % 2 == 0).after("a").lane(lane[1])
                .stage("c", Feed::ignore).after("b").lane(lane[2]).build();
        AgentInvoker invoker = orders.startInvoked();
        letLanes(napping, invoker);

        Feed.publishBatch(orders.publisher(), batch);
        nowNs[0] += WAIT_NS;
        Feed.publishBatch(orders.publisher(), batch);
        nowNs[0] += WAIT_NS;
        Feed.runDry(invoker);
        orders.close();

        int passed = 2 * ((batch + 1) / 2);
        assertHonest(orders.latency().get("a"), 2 * batch, batch);
        assertHonest(orders.latency().get("b"), 2 * batch, batch);
        assertHonest(orders.latency().get("c"), passed, passed / 2);
    }

    /** The later one has published when the earlier one has not yet, so nobody can see it; its latency counts all the same. */
    @ParameterizedTest
    @CsvSource({"1, true", "16, true", "1, false", "16, false"})
    void shouldCountFromThePublicationThatASlowerPublisherHid(int batch, boolean napping)
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64).clock(() -> nowNs[0])
                .stage("a", Feed::ignore).filter("b", order -> order.id == 1).after("a").stage("c", Feed::ignore)
                .after("b").build();
        AgentInvoker invoker = orders.startInvoked();
        letLanes(napping, invoker);

        long slow = orders.publisher().claim(batch);
        long fast = orders.publisher().claim(batch);
        for (int i = 0; i < batch; i++)
        {
            orders.publisher().event(slow + i).id = 0;
            orders.publisher().event(fast + i).id = 1;
        }
        orders.publisher().commit(fast, batch);
        for (int turn = 0; turn < 5; turn++)
        {
            nowNs[0] += WAIT_NS / 5;
            invoker.invoke();
        }
        orders.publisher().commit(slow, batch);
        Feed.runDry(invoker);
        orders.close();

        assertTrue(atLeast(orders.latency().get("a"), WAIT_NS) >= batch, "those of the faster publisher");
        assertEquals(batch, atLeast(orders.latency().get("c"), WAIT_NS), "only those of the faster one come so far");
    }

    @Test
    void shouldCountFromTheFirstPublicationWhenABatchIsHandledAgain()
    {
        boolean[] failed = {false};
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64).clock(() -> nowNs[0])
                .rewindable("a", (order, sequence, endOfBatch) ->
                {
                    if (sequence == 20 && !failed[0])
                    {
                        failed[0] = true;
                        throw new RewindableException(new IllegalStateException("again"));
                    }
                }, 1, Duration.ZERO).stage("b", Feed::ignore).after("a").build();
        AgentInvoker invoker = orders.startInvoked();

        Feed.publishBatch(orders.publisher(), 16);
        nowNs[0] += WAIT_NS;
        Feed.publishBatch(orders.publisher(), 16);
        Feed.runDry(invoker);
        orders.close();

        assertEquals(16, atLeast(orders.latency().get("a"), WAIT_NS));
        assertEquals(16, atLeast(orders.latency().get("b"), WAIT_NS));
        assertEquals(32, orders.latency().get("b").getTotalCount());
    }

    @Test
    void shouldCountFromTheEventThatTheyCameFromWhenEventsAreEmitted()
    {
        PipelineBuilder<Order> builder = Pipeline.builder("orders", Order::new).capacity(64).clock(() -> nowNs[0]);
        RingBuilder<Order> legs = builder.ring("legs", Order::new).capacity(64).stage("c", Feed::ignore);
        Pipeline<Order> orders = builder.flatMap("split", legs, (order, sequence, out) ->
        {
            out.next().id = order.id;
            out.next().id = order.id;
            nowNs[0] += 10;
        }).build();
        AgentInvoker invoker = orders.startInvoked();

        Feed.publishBatch(orders.publisher(), 16);
        nowNs[0] += WAIT_NS;
        Feed.runDry(invoker);
        orders.close();

        assertEquals(32, atLeast(orders.latency().get("c"), WAIT_NS + 160));
    }

    /** The publisher stamps the first of a nap alone; the second cannot be older, the nap's beginning is much too old. */
    @Test
    void shouldNotChargeTheNapToASecondEventOfASinglePublisher()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64).clock(() -> nowNs[0])
                .singlePublisher().stage("a", Feed::ignore).stage("b", Feed::ignore).after("a").build();
        AgentInvoker invoker = orders.startInvoked();
        letLanes(true, invoker);

        nowNs[0] += 1_000 * WAIT_NS;
        Feed.publish(orders.publisher(), 1);
        nowNs[0] += WAIT_NS;
        Feed.publish(orders.publisher(), 2);
        nowNs[0] += WAIT_NS;
        Feed.runDry(invoker);
        orders.close();

        assertHonest(orders.latency().get("a"), 3, 1);
        assertHonest(orders.latency().get("b"), 3, 1);
    }

    /** Both publications' events, the first having waited twice as long. */
    private static void assertHonest(Histogram latency, int count, int early)
    {
        assertEquals(count, latency.getTotalCount());
        assertEquals(count, atLeast(latency, WAIT_NS));
        assertTrue(atLeast(latency, 2 * WAIT_NS) >= early, () -> "of those that waited twice as long: " +
                atLeast(latency, 2 * WAIT_NS));
        assertTrue(latency.getMaxValue() <= 3 * WAIT_NS, "and it is not absurdly long: " + latency.getMaxValue());
    }

    private static long atLeast(Histogram latency, long ns)
    {
        return latency.getTotalCount() - latency.getCountBetweenValues(0, latency.lowestEquivalentValue(ns) - 1);
    }

    /** Far apart turns make a lane nap, which has publishers stamp; a lane that never idles long dates events itself. */
    private void letLanes(boolean nap, AgentInvoker invoker)
    {
        for (int turn = 0; turn < WIDE_AWAKE; turn++)
        {
            nowNs[0] += nap ? 5_000 : 10;
            invoker.invoke();
        }
    }
}
