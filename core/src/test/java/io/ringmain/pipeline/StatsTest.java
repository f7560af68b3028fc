package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.counter.PipelineStats;
import io.ringmain.counter.RingStats;
import io.ringmain.counter.StageCounter;
import io.ringmain.counter.StageStats;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class StatsTest
{
    @Test
    void shouldCountEventsBatchesAndTheirSizes()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", Feed::ignore).build();
        var lanes = orders.startInvoked();
        for (int size : new int[] {1, 3, 4, 7})
        {
            Feed.publishBatch(orders.publisher(), size);
            Feed.runDry(lanes);
        }
        orders.close();

        StageStats stage = orders.stats().stage("a");
        assertEquals(15, stage.get(StageCounter.EVENTS));
        assertEquals(4, stage.get(StageCounter.BATCHES));
        assertEquals(7, stage.get(StageCounter.LARGEST_BATCH));
        assertEquals(15.0 / 4, stage.meanBatch());
        assertEquals(List.of(1L, 1L, 2L), stage.batchSizes().subList(0, 3));
        assertEquals(4, stage.batchSizes().stream().mapToLong(count -> count).sum());
    }

    @Test
    void shouldTellDepthAndLagWhileEventsWait()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(16).stage("a", Feed::ignore).lane("x")
                .stage("b", Feed::ignore).after("a").lane("y").build();
        var lanes = orders.startInvoked();
        Feed.publishBatch(orders.publisher(), 5);

        PipelineStats waiting = orders.stats();
        Feed.runDry(lanes);
        PipelineStats done = orders.stats();
        orders.close();

        assertEquals(new RingStats("orders", 16, 5, 5, 0, 0, 0, 0), waiting.ring("orders"));
        assertEquals(5, waiting.stage("a").lagEvents());
        assertEquals(new RingStats("orders", 16, 5, 0, 0, 0, 0, 0), done.ring("orders"));
        assertEquals(0, done.stage("b").lagEvents());
        assertEquals(0, waiting.stage("a").meanBatch());
    }

    @Test
    void shouldCountABatchThatTookTooLong()
    {
        long[] nowNs = {0};
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).clock(() -> nowNs[0])
                .slowBatch(Duration.ofNanos(500)).stage("a", (order, sequence, endOfBatch) -> nowNs[0] += order.id)
                .build();
        var lanes = orders.startInvoked();
        for (long ns : new long[] {500, 501})
        {
            orders.publisher().publish(order -> order.id = ns);
            Feed.runDry(lanes);
        }
        orders.close();

        assertEquals(1, orders.stats().stage("a").get(StageCounter.SLOW_BATCHES));
    }

    @Test
    void shouldGiveStagesOfAChainTheSameBatchesAndEachItsOwnFailures()
    {
        List<Long> seen = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", Feed::ignore).lane("x")
                .stage("b", (order, sequence, endOfBatch) -> seen.add(10 / order.id)).after("a").lane("x")
                .onFailure(io.ringmain.failure.FailurePolicy.skip()).build();
        var lanes = orders.startInvoked();
        Feed.publishBatch(orders.publisher(), 4);
        Feed.runDry(lanes);
        orders.close();

        assertEquals(0, orders.stats().stage("a").get(StageCounter.FAILURES));
        assertEquals(1, orders.stats().stage("b").get(StageCounter.FAILURES));
        assertEquals(4, orders.stats().stage("a").get(StageCounter.EVENTS));
        assertEquals(4, orders.stats().stage("b").get(StageCounter.EVENTS));
    }

    @Test
    void shouldNameWhatThereIsWhenAskedForWhatThereIsNot()
    {
        try (Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", Feed::ignore).start())
        {
            PipelineStats stats = orders.stats();

            assertEquals("there is no stage \"b\"; there are: a",
                    assertThrows(IllegalArgumentException.class, () -> stats.stage("b")).getMessage());
            assertEquals("there is no ring \"b\"; there are: orders",
                    assertThrows(IllegalArgumentException.class, () -> stats.ring("b")).getMessage());
        }
    }

    @Test
    void shouldReportEveryLaneAndWhatItWasGranted()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", Feed::ignore).lane("x")
                .stage("b", Feed::ignore).lane("y").build();
        String before = orders.lanes().text();
        orders.start();

        var report = orders.lanes();
        orders.close();

        assertEquals(List.of("x", "y"), report.rows().stream().map(row -> row.lane()).toList());
        assertEquals(List.of("any", "any"), report.rows().stream().map(row -> row.asked()).toList());
        assertEquals(List.of(List.of("a"), List.of("b")), report.rows().stream().map(row -> row.stages()).toList());
        assertTrue(report.rows().stream().noneMatch(row -> row.granted().equals("-")), report::text);
        assertTrue(before.contains("not started"), before);
    }
}
