package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import com.lmax.disruptor.EventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.failure.PipelineFailedException;
import io.ringmain.graph.GraphException;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ChangingStagesTest
{
    private final List<Long> always = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldLoseNothingWhenStagesComeAndGoUnderLoad(int publishers) throws InterruptedException
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64)
                .stage("always", (order, sequence, endOfBatch) ->
                {
                    order.quantity = 1;
                    always.add(sequence);
                }).start();
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < publishers; i++)
        {
            threads.add(new Thread(() -> publishUntil(enough, orders.publisher())));
        }
        threads.forEach(Thread::start);
        List<String> wrong = new CopyOnWriteArrayList<>();

        for (int i = 0; i < 20; i++)
        {
            List<Long> headSaw = new ArrayList<>();
            List<Long> behindSaw = new ArrayList<>();
            long firstOfHead = orders.addStage("head", (order, sequence, endOfBatch) -> headSaw.add(sequence));
            long firstBehind = orders.addStage("behind", (order, sequence, endOfBatch) ->
            {
                behindSaw.add(sequence);
                if (order.quantity != 1)
                {
                    wrong.add("sequence " + sequence + " was seen before \"always\" had handled it");
                }
            }, "always", "head");
            long lastBehind = orders.removeStage("behind");
            long lastOfHead = orders.removeStage("head");
            assertEquals(LongStream.rangeClosed(firstOfHead, lastOfHead).boxed().toList(), headSaw);
            assertEquals(LongStream.rangeClosed(firstBehind, lastBehind).boxed().toList(), behindSaw);
        }
        enough.set(true);
        for (Thread thread : threads)
        {
            thread.join();
        }
        Account account = orders.close(Pipeline.DEFAULT_DEADLINE);

        assertEquals(List.of(), wrong);
        assertTrue(account.complete(), account::toString);
        assertEquals(LongStream.range(0, account.published()).boxed().toList(), always);
    }

    @Test
    void shouldHoldPublishersUpForAStageThatWasAddedAndNoLongerWhenItIsGone()
    {
        AtomicBoolean open = new AtomicBoolean();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(4).stage("always", Feed.into(always))
                .start();
        Feed.publish(orders.publisher(), 3);
        long first = orders.addStage("slow", (order, sequence, endOfBatch) ->
        {
            while (!open.get())
            {
                Thread.onSpinWait();
            }
        });
        Feed.publish(orders.publisher(), 4);
        boolean fifth = orders.publisher().tryPublish(order -> order.id = 9);
        open.set(true);
        long last = orders.removeStage("slow");
        Feed.publish(orders.publisher(), 100);
        orders.close();

        assertEquals(3, first);
        assertEquals(6, last);
        assertFalse(fifth);
        assertEquals(107, always.size());
        assertEquals(List.of("always"), orders.graph().stages().stream().map(stage -> stage.name()).toList());
    }

    @Test
    void shouldShowTheAddedStageInGraphStatsAndLatency()
    {
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("always", Feed.into(always)).start())
        {
            orders.addStage("late", Feed::ignore, "always");
            Feed.publish(orders.publisher(), 10);
            orders.removeStage("late");
            orders.addStage("late", Feed::ignore);

            assertEquals(List.of(), orders.graph().stage("late").after());
            assertEquals(0, orders.latency().get("late").getTotalCount(), "the one before it took its figures along");
            assertEquals("late", orders.stats().stage("late").lane());
        }
    }

    @Test
    void shouldRefuseStagesThatDoNotFitAndRemovalsThatWouldBreakTheGraph()
    {
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("always", Feed.into(always)).start())
        {
            orders.addStage("late", Feed::ignore);
            orders.addStage("later", Feed::ignore, "late");

            assertThrows(GraphException.class, () -> orders.addStage("always", Feed::ignore));
            assertThrows(GraphException.class, () -> orders.addStage("other", Feed::ignore, "nobody"));
            assertThrows(GraphException.class, () -> orders.addStage("own", Feed::ignore, "own"));
            assertEquals("stage \"late\" cannot be taken out: later comes after it; take that out first",
                    assertThrows(IllegalArgumentException.class, () -> orders.removeStage("late")).getMessage());
            assertEquals(
                    "stage \"always\" was not added while pipeline \"orders\" ran; those that were: late, later",
                    assertThrows(IllegalArgumentException.class, () -> orders.removeStage("always")).getMessage());
        }
    }

    @Test
    void shouldRefuseChangesOfAPipelineThatDoesNotRunOnThreadsOfItsOwn()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("always", Feed.into(always)).build();

        assertThrows(IllegalStateException.class, () -> orders.addStage("late", Feed::ignore));
        orders.startInvoked();
        assertThrows(IllegalStateException.class, () -> orders.addStage("late", Feed::ignore));
        orders.close();
        assertThrows(IllegalStateException.class, () -> orders.removeStage("always"));
    }

    @Test
    void shouldThrowAndHaltWhenTheAddedHandlerCannotStart()
    {
        IllegalStateException broken = new IllegalStateException("no");
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("always", Feed.into(always)).start();

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class,
                () -> orders.addStage("late", new EventHandler<>()
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
                }));

        assertSame(broken, thrown.getCause());
        assertThrows(PipelineFailedException.class, orders::close);
    }

    /** It would wait for itself, or for a stage that waits for it, and nobody could close the pipeline any more. */
    @Test
    void shouldRefuseARemovalByAStage()
    {
        AtomicReference<Pipeline<Order>> self = new AtomicReference<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("always", Feed.into(always)).start();
        self.set(orders);
        orders.addStage("suicidal", (order, sequence, endOfBatch) -> self.get().removeStage("suicidal"));
        Feed.publish(orders.publisher(), 1);

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertTrue(thrown.getCause().getMessage().contains("would wait for itself"), thrown.getCause().getMessage());
    }

    /** It may still be reading a slot, so the ring must not pass it. */
    @Test
    void shouldKeepAStageInTheRingUntilItsThreadHasEnded()
    {
        CountDownLatch mayEnd = new CountDownLatch(1);
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("always", Feed.into(always)).start();
        orders.addStage("slow", new EventHandler<Order>()
        {
            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                // handles at once, and takes long to end
            }

            @Override
            public void onShutdown()
            {
                awaitUninterruptibly(mayEnd);
            }
        });
        Feed.publish(orders.publisher(), 1);

        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> orders.removeStage("slow"));

        assertTrue(thrown.getMessage().contains("stage \"slow\" keeps its place in the ring"), thrown.getMessage());
        assertEquals(2, orders.graph().stages().size());
        mayEnd.countDown();
        assertEquals(0, orders.removeStage("slow"));
        assertEquals(1, orders.graph().stages().size());
        orders.close();
    }

    private static void awaitUninterruptibly(CountDownLatch latch)
    {
        try
        {
            latch.await();
        }
        catch (InterruptedException e)
        {
            throw new AssertionError(e);
        }
    }

    private static void publishUntil(AtomicBoolean enough, Publisher<Order> publisher)
    {
        while (!enough.get())
        {
            publisher.publish(order -> order.quantity = 0);
        }
    }
}
