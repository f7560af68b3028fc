package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

import com.lmax.disruptor.EventHandler;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.event.BatchingHandler;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineClosedException;
import io.ringmain.graph.GraphException;
import io.ringmain.lane.IdlePolicy;
import io.ringmain.monitor.IntervalLog;

@Timeout(30)
class PipelineTest
{
    private static final int EVENTS = 20_000;

    @ParameterizedTest
    @EnumSource(IdlePolicy.class)
    void shouldHandleEveryEventOnceAndInOrderWhateverTheIdlePolicy(IdlePolicy policy)
    {
        List<Long> seen = new ArrayList<>();
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64).idle(policy)
                .publisherIdle(policy).stage("collect", (order, sequence, endOfBatch) -> seen.add(order.id)).start())
        {
            publish(orders, EVENTS);
        }

        assertEquals(LongStream.range(0, EVENTS).boxed().toList(), seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b c d", "x x x x", "x y y x", "x x y y"})
    void shouldShowAnEventToAStageOnlyAfterThoseItComesAfter(String lanes)
    {
        String[] lane = lanes.split(" ", -1);
        long[] handled = new long[3];
        List<String> wrong = new ArrayList<>();

        try (Pipeline<Order> orders = Pipeline.builder("diamond", Order::new).capacity(16)
                .stage("first", (order, sequence, endOfBatch) -> order.quantity = 1).lane(lane[0])
                .stage("left", (order, sequence, endOfBatch) -> handled[0] += order.quantity).after("first")
                .lane(lane[1])
                .stage("right", (order, sequence, endOfBatch) -> handled[1] += order.quantity).after("first")
                .lane(lane[2])
                .stage("join", (order, sequence, endOfBatch) ->
                {
                    handled[2]++;
                    if (handled[0] < handled[2] || handled[1] < handled[2])
                    {
                        wrong.add("event " + sequence + ": left " + handled[0] + ", right " + handled[1]);
                    }
                }).after("left", "right").lane(lane[3]).start())
        {
            publish(orders, EVENTS);
        }

        assertEquals(List.of(), wrong);
        assertEquals(EVENTS, handled[2]);
    }

    @Test
    void shouldShowAnEventBehindABatchingStageOnlyWhenItsBatchHasEnded()
    {
        long[] flushed = {-1};
        List<Long> early = new ArrayList<>();
        BatchingHandler<Order> journal = (order, sequence,
                endOfBatch) -> flushed[0] = endOfBatch ? sequence : flushed[0];

        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64).stage("journal", journal)
                .lane("one").stage("match", (order, sequence, endOfBatch) ->
                {
                    if (flushed[0] < sequence)
                    {
                        early.add(sequence);
                    }
                }).after("journal").lane("one").start())
        {
            publish(orders, EVENTS);
        }

        assertEquals(List.of(), early);
        assertEquals(EVENTS - 1, flushed[0]);
    }

    @Test
    void shouldTakeEventsFromManyThreadsKeepingTheOrderOfEach() throws InterruptedException
    {
        List<Order> seen = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(128)
                .stage("collect", (order, sequence, endOfBatch) -> seen.add(copy(order))).start();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++)
        {
            int publisher = t;
            threads.add(new Thread(() -> publishAs(orders, publisher)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads)
        {
            thread.join();
        }
        orders.close();

        assertEquals(4 * EVENTS, seen.size());
        for (int t = 0; t < 4; t++)
        {
            int publisher = t;
            List<Long> ids = seen.stream().filter(order -> order.quantity == publisher).map(order -> order.id).toList();
            assertEquals(LongStream.range(0, EVENTS).boxed().toList(), ids);
        }
    }

    @Test
    void shouldPublishWhatWasClaimedTogether()
    {
        List<Long> seen = new ArrayList<>();
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(16).singlePublisher()
                .stage("collect", (order, sequence, endOfBatch) -> seen.add(order.id)).start())
        {
            Publisher<Order> publisher = orders.publisher();
            for (int batch = 0; batch < 100; batch++)
            {
                long first = publisher.claim(16);
                for (int i = 0; i < 16; i++)
                {
                    publisher.event(first + i).id = first + i;
                }
                publisher.commit(first, 16);
            }
        }

        assertEquals(LongStream.range(0, 1600).boxed().toList(), seen);
    }

    @Test
    void shouldCountEveryEventInTheLatencyOfEveryStage()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(256)
                .stage("first", PipelineTest::ignore).stage("second", PipelineTest::ignore).after("first").start();
        publish(orders, EVENTS);
        orders.close();

        for (Histogram histogram : orders.latency().values())
        {
            assertEquals(EVENTS, histogram.getTotalCount());
            assertTrue(histogram.getMinValue() >= 0 && histogram.getMaxValue() < Duration.ofSeconds(30).toNanos());
        }
        assertEquals(Set.of("first", "second"), orders.latency().keySet());
        assertTrue(orders.latency().get("second").getMean() >= orders.latency().get("first").getMean(),
                "a later stage's latency contains the earlier one's");
    }

    @Test
    void shouldNameTheThreadOfALaneAfterPipelineAndLane()
    {
        Set<String> names = ConcurrentHashMap.newKeySet();
        EventHandler<Order> name = (order, sequence, endOfBatch) -> names.add(Thread.currentThread().getName());
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", name)
                .stage("b", name).lane("shared").stage("c", name).lane("shared").start())
        {
            publish(orders, 1);
        }

        assertEquals(Set.of("orders/a", "orders/shared"), names);
    }

    @Test
    void shouldCallStartBatchAndShutdownOfAHandlerWrittenForTheDisruptor()
    {
        ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        EventHandler<Order> handler = new EventHandler<>()
        {
            @Override
            public void onStart()
            {
                calls.add("start");
            }

            @Override
            public void onBatchStart(long batchSize, long queueDepth)
            {
                calls.add("batch of " + batchSize);
            }

            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                calls.add("event " + sequence + (endOfBatch ? " ends" : ""));
            }

            @Override
            public void onShutdown()
            {
                calls.add("shutdown");
            }
        };

        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", handler).start())
        {
            assertEquals(List.of("start"), List.copyOf(calls));
            long first = orders.publisher().claim(2);
            orders.publisher().commit(first, 2);
        }

        assertEquals(List.of("start", "batch of 2", "event 0", "event 1 ends", "shutdown"), List.copyOf(calls));
    }

    @Test
    void shouldHandleWhatWasPublishedBeforeTheCloseAndRefuseWhatComesAfter()
    {
        List<Long> seen = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .stage("slow", (order, sequence, endOfBatch) -> seen.add(sequence)).lane("one", IdlePolicy.PARK)
                .start();
        publish(orders, 1_000);

        Account account = orders.close(Duration.ofSeconds(10));

        assertEquals(new Account(1_000, 1_000, 0, 0, 0, List.of()), account);
        assertTrue(account.complete());
        assertEquals(1_000, seen.size());
        assertEquals(Lifecycle.STOPPED, orders.lifecycle());
        assertThrows(PipelineClosedException.class, () -> publish(orders, 1));
        assertEquals(account, orders.close(Duration.ZERO));
    }

    @Test
    void shouldTakeDurationsOfAnyLength()
    {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        int[] tries = new int[1];
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).slowBatch(forEver)
                .watchdog(forEver, stall ->
                {}).stage("a", PipelineTest::ignore).timeout(forEver)
                .stage("tries", (order, sequence, endOfBatch) ->
                {
                    if (tries[0]++ == 0)
                    {
                        throw new IllegalStateException("once");
                    }
                }).after("a").onFailure(FailurePolicy.retry(1, Duration.ofNanos(1))).start();
        IntervalLog log = orders.logLatency(OutputStream.nullOutputStream(), forEver);
        publish(orders, 10);

        Account account = orders.close(forEver);

        assertTrue(account.complete(), account::toString);
        assertEquals(11, tries[0]);
        log.close();
        assertEquals(account, orders.close(forEver.negated()));
    }

    /** As one that is no time at all. */
    @Test
    void shouldNotWaitWhenTheDeadlineLiesLongBack()
    {
        CountDownLatch never = new CountDownLatch(1);
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .stage("stuck", (order, sequence, endOfBatch) -> never.await()).start();
        publish(orders, 1);

        Account account = orders.close(ChronoUnit.FOREVER.getDuration().negated());

        assertEquals(1, account.leftBehind());
    }

    @Test
    void shouldSayWhatIsLeftBehindAndNameTheStuckLaneWhenTheDeadlinePasses()
    {
        CountDownLatch never = new CountDownLatch(1);
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .stage("stuck", (order, sequence, endOfBatch) -> never.await()).start();
        publish(orders, 3);

        Account account = orders.close(Duration.ofMillis(20));

        assertEquals(3, account.leftBehind());
        assertEquals(1, account.stuckLanes().size());
        assertTrue(account.stuckLanes().get(0).startsWith("lane orders/stuck has not ended; it is WAITING at"),
                account.stuckLanes().get(0));
        assertTrue(account.stuckLanes().get(0).contains("CountDownLatch.await"), account.stuckLanes().get(0));
    }

    @Test
    void shouldMuteOnlyLiveOnlyStagesWhenReplaying()
    {
        List<Long> sent = new ArrayList<>();
        List<Long> counted = new ArrayList<>();
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).replaying()
                .stage("count", (order, sequence, endOfBatch) -> counted.add(order.id))
                .stage("send", (order, sequence, endOfBatch) -> sent.add(order.id)).after("count").liveOnly().start())
        {
            publish(orders, 10);
        }

        assertEquals(10, counted.size());
        assertEquals(List.of(), sent);
    }

    @Test
    void shouldMuteShardsAndMappersWhenReplayingAndShowTheOthersEveryEvent()
    {
        List<Long> behind = new ArrayList<>();
        List<Long> emitted = new ArrayList<>();
        PipelineBuilder<Order> builder = Pipeline.builder("orders", Order::new).replaying();
        RingBuilder<Order> out = builder.ring("out", Order::new).stage("collect", Feed.into(emitted));
        try (Pipeline<Order> orders = builder.sharded("send", 2, order -> order.id, shard -> (order, sequence, end) ->
        {
            throw new AssertionError("muted");
        }).liveOnly().flatMap("emit", out, (order, sequence, emitter) -> emitter.next().id = order.id).liveOnly()
                .stage("behind", Feed.into(behind)).after("send", "emit").start())
        {
            publish(orders, 10);
        }

        assertEquals(10, behind.size());
        assertEquals(List.of(), emitted);
    }

    @Test
    void shouldRefuseALiveOnlyFilterTogetherWithAllElseThatIsWrong()
    {
        PipelineBuilder<Order> orders = Pipeline.builder("orders", Order::new).capacity(3)
                .filter("even", order -> order.id % 2 == 0).liveOnly();

        GraphException thrown = assertThrows(GraphException.class, orders::build);

        assertEquals(2, thrown.problems().size(), thrown::getMessage);
        assertTrue(thrown.problems().get(1).startsWith("stage \"even\" is a filter and live-only"),
                thrown::getMessage);
    }

    private static void publish(Pipeline<Order> orders, int count)
    {
        for (int i = 0; i < count; i++)
        {
            long id = i;
            orders.publisher().publish(order -> order.id = id);
        }
    }

    private static void publishAs(Pipeline<Order> orders, int publisher)
    {
        for (int i = 0; i < EVENTS; i++)
        {
            long id = i;
            orders.publisher().publish(order ->
            {
                order.id = id;
                order.quantity = publisher;
            });
        }
    }

    private static Order copy(Order order)
    {
        Order copy = new Order();
        copy.id = order.id;
        copy.quantity = order.quantity;
        return copy;
    }

    private static void ignore(Order order, long sequence, boolean endOfBatch)
    {
        // nothing to do
    }

    @Test
    void shouldRefuseAFactoryThatMakesNoEvent()
    {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> Pipeline.<Order>builder("orders", () -> null).stage("a", Feed::ignore).build());

        assertEquals("ring \"orders\": its factory of events made null; each slot needs an event",
                refused.getMessage());
    }
}
