package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.agrona.concurrent.AgentInvoker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineClosedException;
import io.ringmain.failure.PipelineFailedException;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SnapshotTest
{
    private static final int EVENTS = 10_000;
    private static final int PUBLISHERS = 3;
    private static final int SNAPSHOTS = 200;

    private final Counting first = new Counting();
    private final Counting second = new Counting();

    @Test
    void shouldShowAllStagesOfAllRingsAtOnePositionWhileSeveralThreadsPublish() throws Exception
    {
        Counting legs = new Counting();
        PipelineBuilder<Order> builder = Pipeline.builder("orders", Order::new).capacity(64);
        RingBuilder<Order> other = builder.ring("legs", Order::new).capacity(16).stage("legs", legs);
        Pipeline<Order> orders = builder.stage("first", first).stage("second", second).after("first")
                .flatMap("split", other, (order, sequence, out) ->
                {
                    out.next().id = order.id;
                    out.next().id = order.id;
                }).after("first").start();
        AtomicBoolean end = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < PUBLISHERS; t++)
        {
            threads.add(new Thread(() -> publishUntil(end, orders)));
        }
        threads.forEach(Thread::start);

        long last = 0;
        for (int i = 0; i < SNAPSHOTS; i++)
        {
            MemorySnapshot snapshot = new MemorySnapshot();
            orders.snapshot(snapshot);

            long events = events(snapshot, "first");
            assertArrayEquals(snapshot.states.get("first"), snapshot.states.get("second"));
            assertEquals(2 * events, events(snapshot, "legs"));
            assertTrue(events >= last, events + " after " + last);
            last = events;
        }
        end.set(true);
        for (Thread thread : threads)
        {
            thread.join();
        }
        orders.close();

        assertTrue(last > 0);
        assertEquals(2 * first.events, legs.events);
        long seen = orders.stats().ring("orders").publishedEvents() - orders.stats().ring("orders").abandonedEvents();
        assertEquals(seen, first.events, "no event was lost");
    }

    @Test
    void shouldTellTheStateHashOfARunningPipelineAndGoOn()
    {
        Pipeline<Order> orders = pipeline().singlePublisher().start();
        Feed.publish(orders.publisher(), EVENTS);
        String half = orders.stateHash();
        assertEquals(half, orders.stateHash());
        Feed.publish(orders.publisher(), EVENTS);
        String whole = orders.stateHash();
        orders.close();

        assertNotEquals(half, whole);
        assertEquals(whole, orders.stateHash());
        assertEquals(2 * EVENTS, second.events);
    }

    @Test
    void shouldGoOnFromARestoredStateAsIfNeverInterrupted() throws IOException
    {
        MemorySnapshot snapshot = new MemorySnapshot();
        Pipeline<Order> whole = pipeline().start();
        Feed.publish(whole.publisher(), EVENTS);
        whole.snapshot(snapshot);
        Feed.publish(whole.publisher(), 77);
        whole.close();

        Pipeline<Order> recovered = Pipeline.builder("recovered", Order::new).stage("first", new Counting())
                .stage("second", new Counting()).build();
        recovered.restore(snapshot.source());
        recovered.start();
        Feed.publish(recovered.publisher(), 77);
        recovered.close();

        assertEquals(whole.stateHash(), recovered.stateHash());
    }

    @Test
    void shouldTakeASnapshotOnTheCallersThreadWhenThatRunsTheLanes() throws IOException
    {
        MemorySnapshot snapshot = new MemorySnapshot();
        Pipeline<Order> orders = pipeline().build();
        AgentInvoker lanes = orders.startInvoked();
        Feed.publishBatch(orders.publisher(), 100);

        orders.snapshot(snapshot);

        assertEquals(100, events(snapshot, "second"));
        assertEquals(0, lanes.invoke());
        orders.close();
    }

    @Test
    void shouldListTheDifferencesWhenASnapshotDoesNotFit() throws IOException
    {
        MemorySnapshot snapshot = new MemorySnapshot();
        Pipeline.builder("old", Order::new).stage("first", first).stage("gone", second).build().snapshot(snapshot);
        Pipeline<Order> orders = pipeline().build();

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> orders.restore(snapshot.source()));

        assertEquals(
                "the snapshot does not fit pipeline \"orders\": it has the state of stages that the pipeline does " +
                        "not have, or has as live-only or without state: gone. it lacks the state of the stages: second. Was it " +
                        "taken of an older version? Replay from the first event, without a snapshot.",
                refused.getMessage());
        orders.start();
        orders.close();
    }

    @Test
    void shouldNotStartWithAStateThatWasRestoredInPart() throws IOException
    {
        MemorySnapshot snapshot = new MemorySnapshot();
        pipeline().build().snapshot(snapshot);
        snapshot.states.put("second", new byte[3]);
        Pipeline<Order> orders = pipeline().build();

        assertThrows(IOException.class, () -> orders.restore(snapshot.source()));

        assertTrue(assertThrows(IllegalStateException.class, orders::start).getMessage()
                .contains("replaced in part only"));
    }

    @Test
    void shouldLeaveOutTheStateOfLiveOnlyStages() throws IOException
    {
        MemorySnapshot snapshot = new MemorySnapshot();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("first", first)
                .stage("second", second).liveOnly().build();
        orders.snapshot(snapshot);

        assertEquals(java.util.Set.of("first"), snapshot.states.keySet());
    }

    @Test
    void shouldRefuseThePoolWhoseMembersHaveState()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).pool("pool", 2, i -> new Counting()).build();

        assertTrue(assertThrows(IllegalStateException.class, () -> orders.snapshot(new MemorySnapshot())).getMessage()
                .contains("pool-0, pool-1"));
    }

    @Test
    void shouldEndAtTheDeadlineWhenAStageDoesNotCatchUpAndGoOnAfterwards() throws Exception
    {
        CountDownLatch held = new CountDownLatch(1);
        Pipeline<Order> orders = pipeline().stage("slow", (order, sequence, endOfBatch) -> held.await()).start();
        Feed.publish(orders.publisher(), 3);

        IllegalStateException late = assertThrows(IllegalStateException.class,
                () -> orders.snapshot(new MemorySnapshot(), Duration.ofMillis(20)));
        held.countDown();
        Feed.publish(orders.publisher(), 3);
        orders.snapshot(new MemorySnapshot());
        orders.close();

        assertTrue(
                late.getMessage().contains("did not come to rest within PT0.02S: to be handled are 3 events of ring " +
                        "\"orders\""),
                late::getMessage);
        assertEquals(6, second.events);
    }

    @Test
    void shouldRefuseWhileTheSinglePublisherHasSlotsOpen() throws IOException
    {
        try (Pipeline<Order> orders = pipeline().singlePublisher().start())
        {
            long claimed = orders.publisher().claim(2);

            assertTrue(assertThrows(IllegalStateException.class, orders::stateHash).getMessage()
                    .contains("slots 0 to 1 of ring \"orders\" are claimed and not yet committed"));
            orders.publisher().commit(claimed, 2);
            orders.snapshot(new MemorySnapshot());
        }
    }

    @Test
    void shouldThrowWhenTheSinkPublishesAndWouldWaitForItself()
    {
        for (boolean single : new boolean[] {true, false})
        {
            PipelineBuilder<Order> builder = pipeline();
            Pipeline<Order> orders = (single ? builder.singlePublisher() : builder).start();

            IllegalStateException refused = assertThrows(IllegalStateException.class,
                    () -> orders.snapshot((stage, state) -> Feed.publish(orders.publisher(), 1)));
            Feed.publish(orders.publisher(), 5);
            orders.close();

            assertTrue(refused.getMessage().contains("stands still for this very thread"), refused::getMessage);
        }
        assertEquals(10, first.events);
    }

    @Test
    void shouldRefuseAStageThatWouldWaitForItself()
    {
        AtomicReference<Pipeline<Order>> self = new AtomicReference<>();
        self.set(Pipeline.builder("orders", Order::new)
                .stage("a", (order, sequence, endOfBatch) -> self.get().stateHash()).build());
        self.get().start();
        Feed.publish(self.get().publisher(), 1);

        PipelineFailedException failed = assertThrows(PipelineFailedException.class, self.get()::close);

        assertTrue(failed.getCause().getMessage().contains("wait for itself"), failed::getMessage);
    }

    @Test
    void shouldSayThatThePipelineFailedOrWasClosedMeanwhile()
    {
        Pipeline<Order> failing = Pipeline.builder("orders", Order::new).stage("a", (order, sequence, endOfBatch) ->
        {
            throw new IllegalStateException("no");
        }).onFailure(FailurePolicy.halt()).start();
        Feed.publish(failing.publisher(), 1);
        RuntimeException failed = assertThrows(RuntimeException.class, failing::stateHash);
        failing.close(Duration.ZERO);

        Pipeline<Order> closing = pipeline().start();
        assertThrows(PipelineClosedException.class, () -> closing.snapshot((stage, state) -> closing.close()));

        assertTrue(failed.getMessage().contains("FAILED") || failed instanceof PipelineFailedException,
                failed::getMessage);
        assertFalse(closing.stateHash().isEmpty());
    }

    private PipelineBuilder<Order> pipeline()
    {
        return Pipeline.builder("orders", Order::new).capacity(256).stage("first", first).stage("second", second)
                .after("first");
    }

    private static long events(MemorySnapshot snapshot, String stage)
    {
        return ByteBuffer.wrap(snapshot.states.get(stage)).getLong();
    }

    private static void publishUntil(AtomicBoolean end, Pipeline<Order> orders)
    {
        for (long id = 0; !end.get(); id++)
        {
            long its = id;
            orders.publisher().publish(order -> order.id = its);
        }
    }
}
