package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ringmain.counter.StageCounter;
import io.ringmain.event.BatchingHandler;
import io.ringmain.failure.PipelineClosedException;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.lane.IdlePolicy;

@Timeout(30)
class FailureTest
{
    private final IllegalArgumentException broken = new IllegalArgumentException("price is -1");

    @Test
    void shouldReleaseAPublisherThatWaitsForRoomWhenAStageFails()
    {
        CountDownLatch full = new CountDownLatch(1);
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(4)
                .stage("match", (order, sequence, endOfBatch) ->
                {
                    full.await();
                    throw broken;
                }).start();
        while (orders.publisher().tryPublish(order -> order.id = 1))
        {
            // until the ring is full
        }

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, () ->
        {
            full.countDown();
            orders.publisher().publish(order -> order.id = 2);
        });

        assertSame(broken, thrown.getCause());
        assertEquals("pipeline \"orders\" has halted: stage \"match\" failed at sequence 0: " + broken,
                thrown.getMessage());
    }

    @Test
    void shouldHaltEveryLaneAndKeepTheFirstCauseWhenAStageFails()
    {
        List<Long> behind = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("fails", (order, sequence, endOfBatch) ->
        {
            if (sequence == 3)
            {
                throw broken;
            }
        }).stage("behind", (order, sequence, endOfBatch) -> behind.add(sequence)).after("fails").start();
        long first = orders.publisher().claim(8);
        orders.publisher().commit(first, 8);

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertSame(broken, thrown.getCause());
        assertEquals(Lifecycle.FAILED, orders.lifecycle());
        assertSame(broken, orders.failure().orElseThrow().getCause());
        assertTrue(behind.size() <= 3, () -> "saw the failed event or later ones: " + behind);
        Account account = orders.close(Duration.ZERO);
        assertEquals(8, account.published());
        assertTrue(account.leftBehind() >= 5);
        assertEquals(List.of(), account.stuckLanes());
    }

    @Test
    void shouldFailTheStartAndEndEveryThreadWhenAHandlerCannotStart()
    {
        AtomicReference<Thread> lane = new AtomicReference<>();
        EventHandler<Order> cannotStart = new EventHandler<>()
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
        };
        EventHandler<Order> starts = new EventHandler<>()
        {
            @Override
            public void onStart()
            {
                lane.set(Thread.currentThread());
            }

            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                throw new AssertionError("nothing was published");
            }
        };

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, () -> Pipeline
                .builder("orders", Order::new).stage("good", starts).stage("bad", cannotStart).start());

        assertEquals("pipeline \"orders\" has halted: stage \"bad\" failed: " + broken, thrown.getMessage());
        assertTrue(lane.get() == null || !lane.get().isAlive());
    }

    /** In one chain, on one lane, and, when the caller runs the lanes, on one thread. */
    @ParameterizedTest
    @CsvSource({"x x x, false", "x x x, true", "x y z, true"})
    void shouldEndOnlyThoseHandlersThatWereAskedToStart(String lanes, boolean invoked)
    {
        String[] lane = lanes.split(" ", -1);
        List<String> calls = new CopyOnWriteArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", noting("a", false, calls))
                .lane(lane[0]).stage("b", noting("b", true, calls)).after("a").lane(lane[1])
                .stage("c", noting("c", false, calls)).after("b").lane(lane[2]).build();

        assertThrows(PipelineFailedException.class, () ->
        {
            if (invoked)
            {
                orders.startInvoked();
            }
            else
            {
                orders.start();
            }
        });

        assertEquals(List.of("a starts", "b starts", "a ends", "b ends"), calls);
        assertEquals(1, orders.stats().stage("b").get(StageCounter.FAILURES));
    }

    private EventHandler<Order> noting(String name, boolean cannotStart, List<String> calls)
    {
        return new EventHandler<>()
        {
            @Override
            public void onStart()
            {
                calls.add(name + " starts");
                if (cannotStart)
                {
                    throw broken;
                }
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

    @Test
    void shouldSurfaceAFailureOfTheShutdown()
    {
        EventHandler<Order> cannotStop = new EventHandler<>()
        {
            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                // nothing
            }

            @Override
            public void onShutdown()
            {
                throw broken;
            }
        };
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", cannotStop).start();

        assertSame(broken, assertThrows(PipelineFailedException.class, orders::close).getCause());
    }

    @Test
    void shouldFailWithAReasonWhenSomebodyInterruptsALane()
    {
        AtomicReference<Thread> lane = new AtomicReference<>();
        CountDownLatch running = new CountDownLatch(1);
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(4)
                .stage("a", (order, sequence, endOfBatch) ->
                {
                    lane.set(Thread.currentThread());
                    running.countDown();
                }).start();
        orders.publisher().publish(order -> order.id = 1);

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, () ->
        {
            running.await();
            lane.get().interrupt();
            while (true)
            {
                orders.publisher().publish(order -> order.id = 1);
            }
        });

        assertEquals("pipeline \"orders\" has halted: lane \"orders/a\" failed: java.lang.InterruptedException: " +
                "somebody interrupted the lane's thread", thrown.getMessage());
    }

    @Test
    void shouldShowNoStageAnEventThatCouldNotBeFilled()
    {
        List<Long> seen = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .stage("a", (order, sequence, endOfBatch) -> seen.add(sequence)).start();
        orders.publisher().publish(order -> order.id = 0);
        assertThrows(IllegalArgumentException.class, () -> orders.publisher().publish(order ->
        {
            throw broken;
        }));
        orders.publisher().publish(order -> order.id = 2);
        orders.close();

        assertEquals(List.of(0L, 2L), seen);
        assertEquals(2, orders.latency().get("a").getTotalCount());
        assertEquals(1, orders.stats().ring("orders").abandonedEvents());
    }

    @Test
    void shouldEndABatchAtItsLastVisibleEventWhenTheLastSlotIsAbandoned()
    {
        List<String> seen = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .stage("a", (order, sequence, endOfBatch) -> seen.add(sequence + (endOfBatch ? " ends" : ""))).start();
        Publisher<Order> publisher = orders.publisher();
        long first = publisher.claim(3);
        publisher.abandon(first + 2);
        publisher.commit(first, 3);
        orders.close();

        assertEquals(List.of("0", "1 ends"), seen);
    }

    @Test
    void shouldThrowInsteadOfWaitingForItselfWhenAStagePublishesIntoItsOwnFullRing()
    {
        AtomicReference<Pipeline<Order>> self = new AtomicReference<>();
        CountDownLatch ready = new CountDownLatch(1);
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(4)
                .stage("a", (order, sequence, endOfBatch) ->
                {
                    ready.await();
                    self.get().publisher().publish(next -> next.id = 1);
                    self.get().publisher().publish(next -> next.id = 2);
                }).start();
        self.set(orders);
        long first = orders.publisher().claim(4);
        orders.publisher().commit(first, 4);
        ready.countDown();
        while (orders.lifecycle() != Lifecycle.FAILED)
        {
            Thread.onSpinWait();
        }

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertTrue(thrown.getCause().getMessage().contains("wait for room in the full ring \"orders\" of 4 slots"),
                thrown.getCause().getMessage());
    }

    @Test
    void shouldRefuseASecondThreadWhenBuiltForASinglePublisher() throws InterruptedException
    {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).singlePublisher()
                .stage("a", (order, sequence, endOfBatch) -> order.accepted = true).start())
        {
            orders.publisher().publish(order -> order.id = 1);
            Thread second = new Thread(() -> orders.publisher().publish(order -> order.id = 2), "second");
            second.setUncaughtExceptionHandler((thread, thrown) -> refused.set(thrown));
            second.start();
            second.join();
        }

        assertEquals(IllegalStateException.class, refused.get().getClass());
        assertTrue(refused.get().getMessage().contains("thread \"second\" publishes too"), refused.get().getMessage());
    }

    @Test
    void shouldRefuseAClaimThatCanNeverFit()
    {
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(4)
                .stage("a", (order, sequence, endOfBatch) -> order.accepted = true).start())
        {
            assertThrows(IllegalArgumentException.class, () -> orders.publisher().claim(5));
            assertThrows(IllegalArgumentException.class, () -> orders.publisher().claim(0));
        }
    }

    @Test
    void shouldNotTellTheStateAfterAFailure()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", (order, sequence, endOfBatch) ->
        {
            throw new IllegalStateException("between two events");
        }).start();
        Feed.publish(orders.publisher(), 1);
        orders.close(Duration.ofSeconds(1));

        assertThrows(IllegalStateException.class, orders::stateHash);
    }

    /** The clock is read between a release and the next turn: held there, the lane behind has all the time it wants. */
    @Test
    void shouldNotShowAnEventBehindAJournalWhoseBatchCouldNotBeWritten()
    {
        List<Long> behind = new CopyOnWriteArrayList<>();
        BatchingHandler<Order> journal = (order, sequence, endOfBatch) ->
        {
            if (endOfBatch)
            {
                throw broken;
            }
        };
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).clock(FailureTest::slowly)
                .stage("journal", journal).stage("egress", (order, sequence, endOfBatch) -> behind.add(sequence))
                .after("journal").start();
        long first = orders.publisher().claim(16);
        orders.publisher().commit(first, 16);

        assertThrows(PipelineFailedException.class, orders::close);

        assertEquals(List.of(), behind);
        assertEquals(0, orders.close(Duration.ZERO).handled());
    }

    @Test
    void shouldNotLetAHandlerReleaseForOthersOfItsChainWhenItReleasesEarly()
    {
        AtomicLong handledByB = new AtomicLong(-1);
        List<Long> early = new CopyOnWriteArrayList<>();
        EventHandler<Order> releasesEarly = new EventHandler<>()
        {
            private Sequence released;

            @Override
            public void setSequenceCallback(Sequence callback)
            {
                released = callback;
            }

            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                released.set(sequence);
                slowly();
            }
        };
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", releasesEarly).lane("x")
                .stage("b", (order, sequence, endOfBatch) -> handledByB.set(sequence)).after("a").lane("x")
                .stage("c", (order, sequence, endOfBatch) ->
                {
                    if (handledByB.get() < sequence)
                    {
                        early.add(sequence);
                    }
                }).after("b").lane("y", IdlePolicy.BUSY_SPIN).start())
        {
            long first = orders.publisher().claim(32);
            orders.publisher().commit(first, 32);
        }

        assertEquals(List.of(), early);
    }

    @Test
    void shouldDrainAllTheSameWhenTheClosingThreadIsInterrupted()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .stage("a", (order, sequence, endOfBatch) -> slowly()).start();
        long first = orders.publisher().claim(64);
        orders.publisher().commit(first, 64);

        Thread.currentThread().interrupt();
        Account account = orders.close(Duration.ofSeconds(10));

        assertTrue(Thread.interrupted(), "the interrupt is kept for the caller");
        assertEquals(new Account(64, 64, 0, 0, 0, List.of()), account);
    }

    @Test
    void shouldRefuseToBeClosedByAHandlerThatStarts()
    {
        AtomicReference<Pipeline<Order>> self = new AtomicReference<>();
        EventHandler<Order> closesItself = new EventHandler<>()
        {
            @Override
            public void onStart()
            {
                self.get().close(Duration.ofSeconds(1));
            }

            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                throw new AssertionError("never started");
            }
        };
        self.set(Pipeline.builder("orders", Order::new).stage("a", closesItself).build());

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, self.get()::start);

        assertTrue(thrown.getMessage().contains("closes its own pipeline"), thrown.getMessage());
    }

    @Test
    void shouldBeClosableWhenAHandlerHangsInItsStart() throws InterruptedException
    {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch starting = new CountDownLatch(1);
        EventHandler<Order> hangs = new EventHandler<>()
        {
            @Override
            public void onStart()
            {
                starting.countDown();
                try
                {
                    never.await();
                }
                catch (InterruptedException e)
                {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                throw new AssertionError("never started");
            }
        };
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", hangs).build();
        AtomicReference<Throwable> start = new AtomicReference<>();
        Thread starter = new Thread(orders::start);
        starter.setUncaughtExceptionHandler((thread, thrown) -> start.set(thrown));
        starter.start();
        starting.await();

        Account account = orders.close(Duration.ofMillis(10));
        starter.join();

        assertEquals(1, account.stuckLanes().size());
        assertTrue(start.get() instanceof PipelineClosedException || start.get() instanceof PipelineFailedException,
                () -> String.valueOf(start.get()));
        assertThrows(IllegalStateException.class, orders::stateHash);
    }

    private static long slowly()
    {
        LockSupport.parkNanos(200_000);
        return System.nanoTime();
    }
}
