package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.ringmain.monitor.Stall;

@Timeout(30)
class WatchdogPipelineTest
{
    private static final Duration SOON = Duration.ofMillis(100);

    private final CountDownLatch hang = new CountDownLatch(1);
    private final BlockingQueue<Stall> told = new LinkedBlockingQueue<>();

    @Test
    void shouldTellWhichHandlerHangsAndWhenItGoesOn() throws InterruptedException
    {
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(16).watchdog(SOON, told::add)
                .stage("match", (order, sequence, endOfBatch) -> hang.await()).lane("one")
                .stage("out", (order, sequence, endOfBatch) ->
                {
                    // never holds anything up
                }).after("match").lane("two").start())
        {
            orders.publisher().publish(order -> order.id = 1);

            Stall stall = told.take();
            hang.countDown();
            Stall end = told.take();

            assertEquals(List.of("match"), stall.stages());
            assertEquals("one", stall.lane());
            assertEquals(-1, stall.sequence());
            assertEquals(1, stall.waitingEvents());
            assertTrue(stall.stalledNs() >= SOON.toNanos());
            assertTrue(stall.stack().stream().anyMatch(frame -> frame.getMethodName().equals("await")),
                    stall::toString);
            assertTrue(end.resumed());
            assertEquals(0, end.sequence());
        }

        assertEquals(List.of(), List.copyOf(told));
    }

    @Test
    void shouldGoOnWatchingWhenTheListenerThrows() throws InterruptedException
    {
        try (Pipeline<Order> orders = Pipeline.builder("throws", Order::new).capacity(16).watchdog(SOON, stall ->
        {
            told.add(stall);
            throw new IllegalStateException("the pager is broken");
        }).stage("match", (order, sequence, endOfBatch) -> hang.await()).start())
        {
            orders.publisher().publish(order -> order.id = 1);

            assertFalse(told.take().resumed());
            hang.countDown();
            assertTrue(told.take().resumed());
        }
    }

    @Test
    void shouldRunOnADaemonThreadThatEndsWithThePipeline() throws InterruptedException
    {
        Pipeline<Order> orders = described("daemon").start();
        Thread watchdog = watchdogOf("daemon");

        assertTrue(watchdog.isDaemon());
        orders.close();

        watchdog.join();
        assertNull(watchdogOf("daemon"));
    }

    @Test
    void shouldEndWhenThePipelineFailsThoughNobodyClosesIt() throws InterruptedException
    {
        Pipeline<Order> orders = Pipeline.builder("fails", Order::new).capacity(16).watchdog(SOON, told::add)
                .stage("match", (order, sequence, endOfBatch) ->
                {
                    throw new IllegalArgumentException("price is -1");
                }).start();
        Thread watchdog = watchdogOf("fails");
        orders.publisher().publish(order -> order.id = 1);

        watchdog.join();

        assertEquals(List.of(), List.copyOf(told));
        orders.close(Duration.ZERO);
    }

    @Test
    void shouldHaveNoThreadWhenSwitchedOffOrWhenTheCallerRunsThePipeline()
    {
        try (Pipeline<Order> off = described("off").withoutWatchdog().start();
                Pipeline<Order> invoked = described("invoked").build())
        {
            invoked.startInvoked();

            assertNull(watchdogOf("off"));
            assertNull(watchdogOf("invoked"));
            assertEquals(0, off.stats().ring("off").depthEvents());
        }
    }

    @Test
    void shouldRefuseALimitThatItCannotKeep()
    {
        PipelineBuilder<Order> orders = Pipeline.builder("orders", Order::new);

        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class,
                () -> orders.watchdog(Duration.ofMillis(1)));

        assertEquals("a stage is to count as stalled after PT0.001S: it must be PT0.004S at least; withoutWatchdog() " +
                "looks for no stalls at all", thrown.getMessage());
    }

    private static PipelineBuilder<Order> described(String name)
    {
        return Pipeline.builder(name, Order::new).capacity(16).stage("match", (order, sequence, endOfBatch) ->
        {
            // never holds anything up
        });
    }

    private static Thread watchdogOf(String pipeline)
    {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(pipeline + "/watchdog")).findFirst().orElse(null);
    }
}
