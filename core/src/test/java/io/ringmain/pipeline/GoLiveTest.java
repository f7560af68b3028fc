package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import com.lmax.disruptor.EventHandler;
import org.agrona.concurrent.AgentInvoker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.counter.StageCounter;
import io.ringmain.event.BatchingHandler;
import io.ringmain.failure.PipelineFailedException;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class GoLiveTest
{
    private static final int REPLAYED = 5_000;
    private static final int LIVE = 3_000;

    private final List<String> calls = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();
    private final Counting counting = new Counting();

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x x"})
    void shouldShowLiveOnlyStagesWhatIsPublishedAfterwardsAndKeepTheStateOfOthers(String lanes)
    {
        String[] lane = lanes.split(" ", -1);
        Pipeline<Order> orders = replaying().stage("count", counting).lane(lane[0]).stage("send", Feed.into(sent))
                .after("count").lane(lane[1]).liveOnly().start();
        Feed.publish(orders.publisher(), REPLAYED);
        assertFalse(orders.isLive());

        orders.goLive();
        Feed.publish(orders.publisher(), LIVE);
        orders.close();

        assertTrue(orders.isLive());
        assertEquals(LongStream.range(0, LIVE).boxed().toList(), sent);
        assertEquals(REPLAYED + LIVE, counting.events);
    }

    @Test
    void shouldGoLiveOnTheCallersThreadWhenThatRunsTheLanes()
    {
        Pipeline<Order> orders = replaying().stage("count", counting).lane("x").stage("send", noting("send"))
                .after("count").liveOnly().lane("y").build();
        AgentInvoker lanes = orders.startInvoked();
        Feed.publishBatch(orders.publisher(), 5);

        orders.goLive();
        Feed.publishBatch(orders.publisher(), 3);
        Feed.runDry(lanes);
        orders.close();

        assertEquals(List.of("send starts", "0", "1", "2 ends its batch", "send ends"), calls);
        assertEquals(8, counting.events);
    }

    @Test
    void shouldStartAStageOnItsOwnLaneWhenItGoesLiveAndEndItThere()
    {
        List<String> threads = new ArrayList<>();
        Pipeline<Order> orders = replaying().stage("count", counting).stage("send", new EventHandler<>()
        {
            @Override
            public void onStart()
            {
                threads.add(Thread.currentThread().getName());
            }

            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                throw new AssertionError("nothing was published since");
            }

            @Override
            public void onShutdown()
            {
                threads.add(Thread.currentThread().getName());
            }
        }).lane("out").liveOnly().start();
        Feed.publish(orders.publisher(), 10);
        orders.goLive();
        orders.close();

        assertEquals(List.of("orders/out", "orders/out"), threads);
    }

    @Test
    void shouldCallNothingOfAStageThatNeverGoesLive()
    {
        Pipeline<Order> orders = replaying().stage("send", noting("send")).timeout(Duration.ofNanos(1)).liveOnly()
                .stage("count", counting).after("send").build();
        AgentInvoker lanes = orders.startInvoked();
        Feed.publish(orders.publisher(), 10);
        Feed.runDry(lanes);
        lanes.invoke();
        orders.close();

        assertEquals(List.of(), calls);
        assertEquals(10, counting.events);
    }

    @Test
    void shouldShowTheStagesBehindAMutedJournalWholeBatchesAndEndTheJournalsFirstOne()
    {
        List<Long> journaled = new ArrayList<>();
        List<Boolean> ends = new ArrayList<>();
        BatchingHandler<Order> journal = (order, sequence, endOfBatch) ->
        {
            journaled.add(order.id);
            ends.add(endOfBatch);
        };
        List<Long> behind = new ArrayList<>();
        Pipeline<Order> orders = replaying().stage("journal", journal).liveOnly().lane("one")
                .stage("behind", (order, sequence, endOfBatch) ->
                {
                    if (!journaled.isEmpty() && !ends.get(journaled.size() - 1))
                    {
                        throw new AssertionError(order.id + " came before the end of its batch");
                    }
                    behind.add(order.id);
                }).after("journal").lane("one").build();
        AgentInvoker lanes = orders.startInvoked();
        Feed.publishBatch(orders.publisher(), 40);

        orders.goLive();
        Feed.publishBatch(orders.publisher(), 3);
        Feed.publishBatch(orders.publisher(), 30);
        Feed.runDry(lanes);
        orders.close();

        assertEquals(73, behind.size());
        assertEquals(33, journaled.size());
        assertTrue(ends.get(ends.size() - 1));
        assertEquals(2, orders.stats().stage("journal").get(StageCounter.BATCHES), "one muted, one live");
    }

    @Test
    void shouldWaitForEventsOfOtherRingsBeforeItGoesLive()
    {
        PipelineBuilder<Order> builder = replaying();
        RingBuilder<Order> legs = builder.ring("legs", Order::new).capacity(8)
                .stage("count", counting).stage("send", Feed.into(sent)).after("count").liveOnly();
        Pipeline<Order> orders = builder.flatMap("split", legs, (order, sequence, out) ->
        {
            out.next().id = order.id;
            out.next().id = -order.id;
        }).start();
        Feed.publish(orders.publisher(), REPLAYED);

        orders.goLive();
        Feed.publish(orders.publisher(), LIVE);
        orders.close();

        assertEquals(2 * (REPLAYED + LIVE), counting.events);
        assertEquals(LongStream.range(0, LIVE).flatMap(id -> LongStream.of(id, -id)).boxed().toList(), sent);
    }

    @Test
    void shouldLetAnotherThreadPublishToARingOfASinglePublisherAfterwards() throws InterruptedException
    {
        Pipeline<Order> orders = replaying().singlePublisher().stage("send", Feed.into(sent)).liveOnly().start();
        Feed.publish(orders.publisher(), REPLAYED);
        orders.goLive();

        CountDownLatch published = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread live = new Thread(() -> publishAndWait(orders, published, end), "live");
        live.setUncaughtExceptionHandler((thread, it) ->
        {
            thrown.set(it);
            published.countDown();
        });
        live.start();
        published.await();
        assertEquals(null, thrown.get());

        IllegalStateException refused = assertThrows(IllegalStateException.class, orders::stateHash);
        end.countDown();
        live.join();
        assertFalse(orders.stateHash().isEmpty(), "a thread that has ended publishes no more");
        orders.close();

        assertTrue(refused.getMessage().startsWith("thread \"live\" publishes to ring \"orders\""),
                refused::getMessage);
        assertEquals(LongStream.range(0, LIVE).boxed().toList(), sent);
    }

    private static void publishAndWait(Pipeline<Order> orders, CountDownLatch published, CountDownLatch end)
    {
        Feed.publish(orders.publisher(), LIVE);
        published.countDown();
        try
        {
            end.await();
        }
        catch (InterruptedException e)
        {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldShowLiveOnlyStagesWithoutAGapWhatSeveralThreadsPublishMeanwhile() throws InterruptedException
    {
        List<Long> all = new ArrayList<>();
        Pipeline<Order> orders = replaying().capacity(64)
                .stage("all", (order, sequence, endOfBatch) -> all.add(order.id << 8 | order.quantity))
                .stage("send", (order, sequence, endOfBatch) -> sent.add(order.id << 8 | order.quantity)).after("all")
                .liveOnly().start();
        CountDownLatch half = new CountDownLatch(3);
        AtomicBoolean isLive = new AtomicBoolean();
        AtomicLong published = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++)
        {
            int publisher = t;
            threads.add(new Thread(() -> published.addAndGet(publishAs(orders, publisher, half, isLive))));
        }
        threads.forEach(Thread::start);
        half.await();
        orders.goLive();
        isLive.set(true);
        for (Thread thread : threads)
        {
            thread.join();
        }
        orders.close();

        assertEquals(published.get(), all.size());
        assertTrue(sent.size() >= 3 * LIVE, sent.size() + " of " + all.size());
        assertTrue(all.size() - sent.size() >= 3 * LIVE - 64, sent.size() + " of " + all.size());
        assertEquals(all.subList(all.size() - sent.size(), all.size()), sent);
    }

    /** So many, whatever comes until the pipeline is live, and as many again. */
    private static long publishAs(Pipeline<Order> orders, int publisher, CountDownLatch half, AtomicBoolean isLive)
    {
        int id = 0;
        for (; id < LIVE; id++)
        {
            publishAs(orders, publisher, id);
        }
        half.countDown();
        for (; !isLive.get(); id++)
        {
            publishAs(orders, publisher, id);
            LockSupport.parkNanos(1_000);
        }
        for (int end = id + LIVE; id < end; id++)
        {
            publishAs(orders, publisher, id);
        }
        return id;
    }

    private static void publishAs(Pipeline<Order> orders, int publisher, long id)
    {
        orders.publisher().publish(order ->
        {
            order.id = id;
            order.quantity = publisher;
        });
    }

    @Test
    void shouldHaltWhenALiveOnlyStageCannotStart()
    {
        IllegalStateException broken = new IllegalStateException("no broker");
        Pipeline<Order> orders = replaying().stage("count", counting).stage("send", new EventHandler<>()
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
        }).liveOnly().start();

        assertSame(broken, assertThrows(PipelineFailedException.class, orders::goLive).getCause());
        assertEquals(Lifecycle.FAILED, orders.lifecycle());
        assertThrows(PipelineFailedException.class, orders::close);
    }

    @Test
    void shouldHaltWhenALiveOnlyStageDoesNotStartInTime()
    {
        CountDownLatch never = new CountDownLatch(1);
        Pipeline<Order> orders = replaying().stage("send", new EventHandler<>()
        {
            @Override
            public void onStart()
            {
                while (never.getCount() > 0)
                {
                    Thread.onSpinWait();
                }
            }

            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                throw new AssertionError("never started");
            }
        }).liveOnly().start();

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class,
                () -> orders.goLive(Duration.ofMillis(50)));
        never.countDown();
        orders.close(Duration.ofSeconds(1));

        assertTrue(thrown.getMessage().contains("had not started within the time to go live"), thrown::getMessage);
    }

    @Test
    void shouldRefuseToGoLiveTwiceOrWhenItWasAlwaysLive()
    {
        try (Pipeline<Order> orders = replaying().stage("count", counting).start();
                Pipeline<Order> always = Pipeline.builder("orders", Order::new).stage("a", Feed::ignore).start())
        {
            orders.goLive();

            assertTrue(assertThrows(IllegalStateException.class, orders::goLive).getMessage()
                    .contains("went live before"));
            assertTrue(assertThrows(IllegalStateException.class, always::goLive).getMessage()
                    .contains("not built as replaying()"));
        }
    }

    private static PipelineBuilder<Order> replaying()
    {
        return Pipeline.builder("orders", Order::new).capacity(256).replaying();
    }

    private EventHandler<Order> noting(String name)
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
                calls.add(order.id + (endOfBatch ? " ends its batch" : ""));
            }

            @Override
            public void onTimeout(long sequence)
            {
                calls.add(name + " times out");
            }

            @Override
            public void onShutdown()
            {
                calls.add(name + " ends");
            }
        };
    }
}
