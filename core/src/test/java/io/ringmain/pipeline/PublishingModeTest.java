package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.counter.RingStats;
import io.ringmain.failure.PipelineClosedException;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class PublishingModeTest
{
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<Long> seen = new ArrayList<>();
    private final Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(4)
            .stage("held", (order, sequence, endOfBatch) ->
            {
                open.await();
                seen.add(order.id);
            }).start();
    private final Publisher<Order> publisher = orders.publisher();

    @Test
    void shouldAnswerAtOnceWhenTheRingIsFullAndTheModeDoesNotWait()
    {
        Feed.publish(publisher, 4);

        assertFalse(publisher.tryPublish(PublishingModeTest::mustNotBeCalled));
        assertFalse(publisher.publishOrDrop(PublishingModeTest::mustNotBeCalled));
        assertFalse(publisher.publishOrDrop(PublishingModeTest::mustNotBeCalled));
        assertEquals(Publisher.FULL, publisher.tryClaim(1));
        assertEquals(4, orders.stats().ring("orders").depthEvents());
        Account account = close();

        assertEquals(new Account(4, 4, 2, 0, 0, List.of()), account);
        assertEquals(List.of(0L, 1L, 2L, 3L), seen);
    }

    @Test
    void shouldGiveUpAtTheDeadlineAndCountTheWaitWhenTheRingStaysFull()
    {
        Feed.publish(publisher, 4);
        long waitNs = Duration.ofMillis(5).toNanos();

        long startNs = System.nanoTime();
        boolean published = publisher.publish(PublishingModeTest::mustNotBeCalled, waitNs);
        long tookNs = System.nanoTime() - startNs;
        long first = publisher.claim(2, 0);

        RingStats ring = orders.stats().ring("orders");
        close();
        assertFalse(published);
        assertEquals(Publisher.FULL, first);
        assertTrue(tookNs >= waitNs);
        assertEquals(2, ring.blocked());
        assertTrue(ring.blockedNs() >= waitNs && ring.blockedNs() <= System.nanoTime() - startNs);
    }

    @Test
    void shouldPublishWithinTheDeadlineWhenThereIsRoomInTime()
    {
        Feed.publish(publisher, 4);
        open.countDown();

        boolean published = publisher.publish(order -> order.id = 9, Duration.ofSeconds(20).toNanos());
        close();

        assertTrue(published);
        assertEquals(List.of(0L, 1L, 2L, 3L, 9L), seen);
    }

    @Test
    void shouldReleaseAPublisherThatWaitsWhenThePipelineIsClosed() throws InterruptedException
    {
        Feed.publish(publisher, 4);
        AtomicReference<Throwable> released = new AtomicReference<>();
        CountDownLatch waits = new CountDownLatch(1);
        Thread blocked = new Thread(() ->
        {
            waits.countDown();
            publisher.publish(PublishingModeTest::mustNotBeCalled);
        });
        blocked.setUncaughtExceptionHandler((thread, thrown) -> released.set(thrown));
        blocked.start();
        waits.await();

        Account account = orders.close(Duration.ofMillis(20));
        blocked.join();
        open.countDown();

        assertEquals(PipelineClosedException.class, released.get().getClass());
        assertEquals(4, account.published());
    }

    @Test
    void shouldRefuseEveryModeWhenThePipelineIsNotRunning()
    {
        close();

        assertThrows(PipelineClosedException.class, () -> publisher.publish(PublishingModeTest::mustNotBeCalled));
        assertThrows(PipelineClosedException.class, () -> publisher.publish(PublishingModeTest::mustNotBeCalled, 1));
        assertThrows(PipelineClosedException.class, () -> publisher.tryPublish(PublishingModeTest::mustNotBeCalled));
        assertThrows(PipelineClosedException.class, () -> publisher.publishOrDrop(PublishingModeTest::mustNotBeCalled));
        assertThrows(PipelineClosedException.class, () -> publisher.claim(1));
        assertThrows(PipelineClosedException.class, () -> publisher.claim(1, 1));
        assertThrows(PipelineClosedException.class, () -> publisher.tryClaim(1));
    }

    @Test
    void shouldCountWhatWasAbandonedAmongThePublished()
    {
        long first = publisher.claim(3);
        publisher.event(first).id = 5;
        publisher.abandon(first + 1);
        publisher.event(first + 2).id = 7;
        publisher.commit(first, 3);
        Account account = close();

        assertEquals(List.of(5L, 7L), seen);
        assertEquals(1, orders.stats().ring("orders").abandonedEvents());
        assertEquals(3, account.published());
        assertTrue(account.complete());
    }

    private Account close()
    {
        open.countDown();
        return orders.close(Duration.ofSeconds(10));
    }

    private static void mustNotBeCalled(Order order)
    {
        throw new AssertionError("there is no slot to fill");
    }

    @Test
    void shouldRefuseToCommitOutOfOrderWhenBuiltForASinglePublisher()
    {
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(16).singlePublisher()
                .stage("a", (order, sequence, endOfBatch) ->
                {}).start())
        {
            Publisher<Order> publisher = orders.publisher();
            long first = publisher.claim(2);
            long second = publisher.claim(1);

            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> publisher.commit(second, 1));

            assertTrue(thrown.getMessage().contains("slots 2 to 2 are to be committed, but 0 to 2 are claimed"),
                    thrown.getMessage());
            publisher.commit(first, 2);
            publisher.commit(second, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseToClaimNothing(boolean single)
    {
        PipelineBuilder<Order> builder = Pipeline.builder("orders", Order::new).capacity(16)
                .stage("a", (order, sequence, endOfBatch) ->
                {});
        if (single)
        {
            builder.singlePublisher();
        }
        try (Pipeline<Order> orders = builder.start())
        {
            assertThrows(IllegalArgumentException.class, () -> orders.publisher().claim(0));
            assertThrows(IllegalArgumentException.class, () -> orders.publisher().tryClaim(-1));
            assertThrows(IllegalArgumentException.class, () -> orders.publisher().commit(0, 0));
        }
    }
}
