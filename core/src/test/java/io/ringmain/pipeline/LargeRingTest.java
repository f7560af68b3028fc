package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.agrona.concurrent.AgentInvoker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.ringmain.failure.PipelineFailedException;
import io.ringmain.lane.IdlePolicy;

/** A ring on which the single publisher may get so far ahead that it waits for fast stages. */
@Timeout(60)
class LargeRingTest
{
    private static final int CAPACITY = 65_536;

    /** One field. */
    static final class Value
    {
        long value;
    }

    private long next;
    private long sum;
    private long misplaced;

    private PipelineBuilder<Value> large()
    {
        return Pipeline.builder("large", Value::new).capacity(CAPACITY).singlePublisher()
                .publisherIdle(IdlePolicy.YIELD);
    }

    private void expectNext(Value event)
    {
        if (event.value != next++)
        {
            misplaced++;
        }
        sum += event.value;
    }

    private static void send(Publisher<Value> publisher, long first, int count)
    {
        long claimed = publisher.claim(count);
        for (int i = 0; i < count; i++)
        {
            publisher.event(claimed + i).value = first + i;
        }
        publisher.commit(claimed, count);
    }

    @Test
    void shouldHandleEveryEventOnceAndInOrderWhilePublisherAndStageRunFarApart()
    {
        long events = 8_000_000;
        try (Pipeline<Value> pipeline = large()
                .stage("sum", (event, sequence, endOfBatch) -> expectNext(event)).start())
        {
            Publisher<Value> publisher = pipeline.publisher();
            long value = 0;
            // batches of all sizes, some of them larger than what the publisher would be ahead
            for (int size = 1; value + size <= events; size = size % 20_000 * 3 + 1)
            {
                send(publisher, value, size);
                value += size;
            }
            events = value;
        }

        assertEquals(0, misplaced);
        assertEquals(events, next);
        assertEquals(events * (events - 1) / 2, sum);
    }

    @Test
    void shouldFillTheWholeRingWithoutWaitingForAStageThatStandsStill() throws InterruptedException
    {
        CountDownLatch go = new CountDownLatch(1);
        try (Pipeline<Value> pipeline = large().stage("stuck", (event, sequence, endOfBatch) ->
        {
            go.await();
            expectNext(event);
        }).start())
        {
            for (long value = 0; value < CAPACITY; value++)
            {
                send(pipeline.publisher(), value, 1);
            }

            assertEquals(Publisher.FULL, pipeline.publisher().tryClaim(1));
            assertEquals(0, pipeline.stats().rings().get(0).blocked());
            go.countDown();
        }

        assertEquals(CAPACITY, next);
    }

    @Test
    void shouldFillTheRingWithClaimsThatAreNotYetCommitted()
    {
        try (Pipeline<Value> pipeline = large()
                .stage("sum", (event, sequence, endOfBatch) -> expectNext(event)).start())
        {
            Publisher<Value> publisher = pipeline.publisher();
            long first = publisher.claim(1);
            for (int i = 1; i < CAPACITY; i++)
            {
                assertEquals(first + i, publisher.claim(1));
            }
            for (int i = 0; i < CAPACITY; i++)
            {
                publisher.event(first + i).value = i;
            }

            publisher.commit(first, CAPACITY);
        }

        assertEquals(CAPACITY, next);
    }

    @Test
    void shouldKeepOrderWhenAHandlerOfTheSameThreadPublishesToItsOwnRing()
    {
        List<Publisher<Value>> own = new ArrayList<>();
        long[] echoes = new long[2];
        Pipeline<Value> pipeline = large().stage("echo", (event, sequence, endOfBatch) ->
        {
            if (event.value < 0)
            {
                echoes[1]++;
                return;
            }
            expectNext(event);
            if (event.value % 64 == 0 && own.get(0).tryPublish(echo -> echo.value = -1))
            {
                echoes[0]++;
            }
        }).build();
        own.add(pipeline.publisher());
        AgentInvoker lanes = pipeline.startInvoked();
        int events = 10 * CAPACITY;

        for (long value = 0; value < events; value++)
        {
            send(own.get(0), value, 1);
        }
        while (lanes.invoke() > 0)
        {
            // a handler that publishes must be done before the intake closes
        }
        pipeline.close();

        assertEquals(0, misplaced);
        assertEquals(events, next);
        assertEquals(echoes[0], echoes[1]);
        assertTrue(echoes[0] > 0);
    }

    @Test
    void shouldRefuseAPublicationWithinAFillingAndGoOn()
    {
        try (Pipeline<Value> pipeline = large()
                .stage("sum", (event, sequence, endOfBatch) -> expectNext(event)).start())
        {
            Publisher<Value> publisher = pipeline.publisher();

            IllegalStateException refused = assertThrows(IllegalStateException.class,
                    () -> publisher.publish(event -> publisher.publish(other -> other.value = 7)));
            for (long value = 0; value < 3 * CAPACITY; value++)
            {
                long its = value;
                publisher.publish(event -> event.value = its);
            }

            assertTrue(refused.getMessage().contains("slots 0 to 0 are claimed and not yet committed"),
                    refused.getMessage());
        }

        assertEquals(3 * CAPACITY, next);
        assertEquals(0, misplaced);
    }

    @Test
    void shouldReleaseAPublisherWhoseOwnInterruptEndsTheLanesThatItRuns()
    {
        Pipeline<Value> pipeline = large()
                .stage("sum", (event, sequence, endOfBatch) -> expectNext(event)).build();
        AgentInvoker lanes = pipeline.startInvoked();
        Thread.currentThread().interrupt();
        lanes.invoke();

        PipelineFailedException failed = assertThrows(PipelineFailedException.class, () ->
        {
            for (long value = 0; value <= CAPACITY; value++)
            {
                send(pipeline.publisher(), value, 1);
            }
        });

        assertTrue(Thread.interrupted() || failed.getMessage().contains("interrupted"), failed.getMessage());
        pipeline.close(Duration.ofSeconds(5));
    }
}
