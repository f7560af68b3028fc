package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.failure.PipelineClosedException;
import io.ringmain.graph.Stage;
import io.ringmain.lane.IdlePolicy;

/** Stages that come and go while the pipeline is closed, and those that cannot come. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ChangingWhileClosingTest
{
    private static final int CAPACITY = 4;
    private static final Duration SHORT = Duration.ofMillis(20);

    private final List<Long> always = new ArrayList<>();
    private final CountDownLatch mayStart = new CountDownLatch(1);
    private final Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(CAPACITY)
            .stage("always", Feed.into(always)).start();

    @Test
    void shouldCloseAndNameTheThreadWhileAnAddedStageHangsInItsStart() throws InterruptedException
    {
        Hanging hanging = new Hanging();
        CompletableFuture<Long> first = async(() -> orders.addStage("late", hanging));
        hanging.starting.await();
        CompletableFuture<Long> second = async(() -> orders.addStage("later", Feed::ignore));
        Feed.publish(orders.publisher(), 1);

        Account account = orders.close(SHORT);

        assertEquals(1, account.stuckLanes().size());
        assertTrue(account.stuckLanes().get(0).startsWith("lane orders/late has not ended; it is WAITING at"),
                account.stuckLanes().get(0));
        assertEquals(1, account.leftBehind());
        PipelineClosedException thrown = (PipelineClosedException) thrownBy(first);
        assertEquals("pipeline \"orders\" was closed while stage \"late\" was being added to it",
                thrown.getMessage());
        assertSame(IllegalStateException.class, thrownBy(second).getClass());
    }

    @Test
    void shouldStartNothingWhenThePipelineIsClosedWhileAStageIsMade()
    {
        AtomicBoolean started = new AtomicBoolean();
        List<Account> accounts = new ArrayList<>();

        PipelineClosedException thrown = assertThrows(PipelineClosedException.class,
                () -> orders.addStage("late", new EventHandler<>()
                {
                    @Override
                    public void setSequenceCallback(Sequence callback)
                    {
                        accounts.add(orders.close(Pipeline.DEFAULT_DEADLINE));
                    }

                    @Override
                    public void onStart()
                    {
                        started.set(true);
                    }

                    @Override
                    public void onEvent(Order order, long sequence, boolean endOfBatch)
                    {
                        throw new AssertionError("never started");
                    }
                }));

        assertEquals("pipeline \"orders\" was closed while stage \"late\" was being added to it",
                thrown.getMessage());
        assertTrue(accounts.get(0).complete(), accounts::toString);
        assertEquals(Lifecycle.STOPPED, orders.lifecycle());
        assertEquals(List.of("always"), names());
        assertFalse(started.get());
    }

    @Test
    void shouldLeaveNoThreadWhoeverWinsWhenAStageIsAddedDuringTheClose()
    {
        orders.close();
        for (int i = 0; i < 200; i++)
        {
            List<Long> seen = new ArrayList<>();
            Pipeline<Order> raced = Pipeline.builder("raced", Order::new).capacity(CAPACITY)
                    .stage("always", Feed::ignore).start();
            Thread[] late = new Thread[1];
            CompletableFuture<Long> add = async(() -> raced.addStage("late", new EventHandler<>()
            {
                @Override
                public void onStart()
                {
                    late[0] = Thread.currentThread();
                }

                @Override
                public void onEvent(Order order, long sequence, boolean endOfBatch)
                {
                    seen.add(sequence);
                }
            }));
            Feed.publish(raced.publisher(), i % 8);

            Account account = raced.close(Pipeline.DEFAULT_DEADLINE);

            assertTrue(account.complete(), account::toString);
            Object result = add.handle((first, thrown) -> thrown == null ? first : thrown).join();
            assertTrue(late[0] == null || !late[0].isAlive(), () -> late[0] + " outlived the close");
            if (result instanceof Long first)
            {
                assertEquals(LongStream.range(first, account.published()).boxed().toList(), seen);
            }
            else
            {
                assertTrue(((CompletionException) result).getCause() instanceof IllegalStateException,
                        result::toString);
            }
        }
    }

    @Test
    void shouldAddSeveralAtOnce()
    {
        List<CompletableFuture<Long>> adds = new ArrayList<>();
        for (int i = 0; i < 4; i++)
        {
            String stage = "late-" + i;
            adds.add(async(() -> orders.addStage(stage, Feed::ignore)));
        }
        Feed.publish(orders.publisher(), 3 * CAPACITY);
        adds.forEach(CompletableFuture::join);

        assertEquals(5, names().size());
        orders.close();
    }

    /** Nobody would otherwise account for what it leaves. */
    @Test
    void shouldKeepAStageInTheAccountThatIsTakenOutDuringTheCloseAndHasNotHandledAll() throws InterruptedException
    {
        CountDownLatch handling = new CountDownLatch(1);
        orders.addStage("stuck", (order, sequence, endOfBatch) ->
        {
            handling.countDown();
            mayStart.await();
        });
        Feed.publish(orders.publisher(), 2);
        handling.await();
        CompletableFuture<Long> removal = async(() -> orders.removeStage("stuck"));

        Account account = orders.close(SHORT);

        assertEquals(2, account.leftBehind());
        assertTrue(account.stuckLanes().get(0).startsWith("lane orders/stuck has not ended"), account::toString);
        assertTrue(thrownBy(removal) instanceof IllegalStateException);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGoOnWithoutTheStageWhenWhoeverAddsItIsInterrupted(boolean heedsInterrupts) throws InterruptedException
    {
        Hanging hanging = new Hanging();
        hanging.heedsInterrupts = heedsInterrupts;
        Throwable[] thrown = new Throwable[1];
        boolean[] interruptIsKept = new boolean[1];
        Thread adder = new Thread(() ->
        {
            thrown[0] = assertThrows(IllegalStateException.class, () -> orders.addStage("late", hanging));
            interruptIsKept[0] = Thread.currentThread().isInterrupted();
        });
        adder.start();
        hanging.starting.await();
        Feed.publish(orders.publisher(), 1);

        adder.interrupt();
        adder.join();
        Feed.publish(orders.publisher(), 3 * CAPACITY);

        assertEquals(
                "stage \"late\" was not added to pipeline \"orders\", which goes on: the thread that adds it was " +
                        "interrupted while the handler started",
                thrown[0].getMessage());
        assertTrue(interruptIsKept[0]);
        assertEquals(List.of("always"), names());
        orders.addStage("late", Feed::ignore);
        mayStart.countDown();
        hanging.ended.await();
        Feed.publish(orders.publisher(), 3 * CAPACITY);
        Account account = orders.close(Pipeline.DEFAULT_DEADLINE);
        assertTrue(account.complete(), account::toString);
        assertEquals(6 * CAPACITY + 1, always.size());
        assertEquals(Lifecycle.STOPPED, orders.lifecycle(), "what it threw in the end was nobody's business");
    }

    @Test
    void shouldGoOnWithoutTheStageWhenItCannotBeMade()
    {
        UnsupportedOperationException broken = new UnsupportedOperationException("no");

        assertSame(broken, assertThrows(UnsupportedOperationException.class,
                () -> orders.addStage("late", new EventHandler<>()
                {
                    @Override
                    public void setSequenceCallback(Sequence callback)
                    {
                        throw broken;
                    }

                    @Override
                    public void onEvent(Order order, long sequence, boolean endOfBatch)
                    {
                        throw new AssertionError("never made");
                    }
                })));
        Feed.publish(orders.publisher(), 3 * CAPACITY);
        orders.addStage("late", Feed::ignore);
        orders.close();

        assertEquals(3 * CAPACITY, always.size());
        assertEquals(List.of("always", "late"), names());
    }

    @Test
    void shouldLeaveNoGateBehindWhenItsLaneCannotBeMade()
    {
        assertThrows(NullPointerException.class, () -> orders.addStage("late", Feed::ignore, (IdlePolicy) null));

        Feed.publish(orders.publisher(), 3 * CAPACITY);
        orders.close();

        assertEquals(3 * CAPACITY, always.size());
    }

    private List<String> names()
    {
        return orders.graph().stages().stream().map(Stage::name).toList();
    }

    private static CompletableFuture<Long> async(Supplier<Long> change)
    {
        CompletableFuture<Long> result = new CompletableFuture<>();
        new Thread(() ->
        {
            try
            {
                result.complete(change.get());
            }
            catch (RuntimeException | Error e)
            {
                result.completeExceptionally(new CompletionException(e));
            }
        }).start();
        return result;
    }

    private static Throwable thrownBy(CompletableFuture<Long> change)
    {
        return assertThrows(CompletionException.class, change::join).getCause();
    }

    /** Starts when it may, and is a nuisance to the end. */
    private final class Hanging implements EventHandler<Order>
    {
        private final CountDownLatch starting = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private boolean heedsInterrupts = true;

        @Override
        public void onStart()
        {
            starting.countDown();
            while (mayStart.getCount() > 0)
            {
                try
                {
                    mayStart.await();
                }
                catch (InterruptedException e)
                {
                    if (heedsInterrupts)
                    {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }

        @Override
        public void onEvent(Order order, long sequence, boolean endOfBatch)
        {
            throw new AssertionError("never started");
        }

        @Override
        public void onShutdown()
        {
            ended.countDown();
            throw new IllegalStateException("was never quite there");
        }
    }
}
