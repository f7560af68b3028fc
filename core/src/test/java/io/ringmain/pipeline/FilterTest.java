package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.counter.StageCounter;
import io.ringmain.failure.FailurePolicy;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class FilterTest
{
    @ParameterizedTest
    @ValueSource(strings = {"x x x x x", "a b c d e", "x y x y x", "x x y y y"})
    void shouldHideAnEventFromItsDescendantsAloneWhenAFilterDropsIt(String lanes)
    {
        String[] lane = lanes.split(" ", -1);
        List<Long> beside = new ArrayList<>();
        List<Long> behind = new ArrayList<>();
        List<Long> behindBeside = new ArrayList<>();
        List<Long> farBehind = new ArrayList<>();

        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64)
                .filter("even", order -> order.id % 2 == 0).lane(lane[0])
                .stage("beside", Feed.into(beside)).lane(lane[1])
                .stage("behind", Feed.into(behind)).after("even").lane(lane[2])
                .stage("behind-beside", Feed.into(behindBeside)).after("beside").lane(lane[3])
                .stage("far-behind", Feed.into(farBehind)).after("behind", "behind-beside").lane(lane[4]).start();
        Feed.publish(orders.publisher(), 5_000);
        orders.close();

        List<Long> all = LongStream.range(0, 5_000).boxed().toList();
        List<Long> even = all.stream().filter(id -> id % 2 == 0).toList();
        assertEquals(all, beside);
        assertEquals(all, behindBeside);
        assertEquals(even, behind);
        assertEquals(even, farBehind);
        assertEquals(2_500, orders.stats().stage("even").get(StageCounter.FILTERED));
        assertEquals(2_500, orders.latency().get("far-behind").getTotalCount());
        assertEquals(5_000, orders.latency().get("even").getTotalCount());
    }

    @Test
    void shouldLetThroughOnlyWhatBothPassWhenFiltersFollowEachOther()
    {
        List<Long> seen = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).filter("two", order -> order.id % 2 == 0)
                .filter("three", order -> order.id % 3 == 0).after("two").stage("last", Feed.into(seen)).after("three")
                .start();
        Feed.publish(orders.publisher(), 100);
        orders.close();

        assertEquals(LongStream.range(0, 100).filter(id -> id % 6 == 0).boxed().toList(), seen);
        assertEquals(50, orders.stats().stage("two").get(StageCounter.FILTERED));
        assertEquals(33, orders.stats().stage("three").get(StageCounter.FILTERED), "it is asked for even ones only");
    }

    @Test
    void shouldEndABatchAtTheLastEventThatPassesAndCallNobodyWhenNoneDoes()
    {
        List<String> seen = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .filter("small", order -> order.id < 2).stage("behind",
                        (order, sequence, endOfBatch) -> seen.add(order.id + (endOfBatch ? " ends" : "")))
                .after("small").build();
        var lanes = orders.startInvoked();
        Feed.publishBatch(orders.publisher(), 5);
        Feed.runDry(lanes);
        long first = orders.publisher().claim(2);
        orders.publisher().event(first).id = 7;
        orders.publisher().event(first + 1).id = 8;
        orders.publisher().commit(first, 2);
        Feed.runDry(lanes);
        orders.close();

        assertEquals(List.of("0", "1 ends"), seen);
        assertEquals(1, orders.stats().stage("behind").get(StageCounter.BATCHES));
    }

    @Test
    void shouldDropTheEventWhenThePredicateThrowsAndThePolicySkips()
    {
        List<Long> seen = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).filter("divides", order -> 6 / order.id > 0)
                .onFailure(FailurePolicy.skip()).stage("behind", Feed.into(seen)).after("divides").start();
        Feed.publish(orders.publisher(), 10);
        Account account = orders.close(Pipeline.DEFAULT_DEADLINE);

        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), seen);
        assertEquals(1, account.skipped());
        assertEquals(3, orders.stats().stage("divides").get(StageCounter.FILTERED));
    }

    @Test
    void shouldShowTheChangedEventToTheStagesBehindWhenAMapChangesItInPlace()
    {
        List<Long> seen = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).map("square", order -> order.id *= order.id)
                .stage("behind", Feed.into(seen)).after("square").start();
        Feed.publish(orders.publisher(), 4);
        orders.close();

        assertEquals(List.of(0L, 1L, 4L, 9L), seen);
    }
}
