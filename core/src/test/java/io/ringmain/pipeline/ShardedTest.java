package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.counter.StageCounter;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.graph.ShardTable;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ShardedTest
{
    private static final int SHARDS = 3;
    private static final int EVENTS = 10_000;

    private final List<List<Long>> seen = IntStream.range(0, SHARDS).<List<Long>>mapToObj(i -> new ArrayList<>())
            .toList();

    @Test
    void shouldKeepTheOrderOfEachKeyAndGiveEachKeyToOneShard()
    {
        List<Long> behind = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64)
                .sharded("enrich", SHARDS, order -> order.id % 10, shard -> Feed.into(seen.get(shard)))
                .stage("out", Feed.into(behind)).after("enrich").start();
        Feed.publish(orders.publisher(), EVENTS);
        orders.close();

        ShardTable table = new ShardTable(SHARDS);
        for (int shard = 0; shard < SHARDS; shard++)
        {
            int its = shard;
            assertEquals(LongStream.range(0, EVENTS).filter(id -> table.shardOf(id % 10) == its).boxed().toList(),
                    seen.get(shard));
            assertEquals(seen.get(shard).size(), orders.stats().stage("enrich-" + shard).get(StageCounter.EVENTS));
            assertEquals(seen.get(shard).size(), orders.latency().get("enrich-" + shard).getTotalCount());
        }
        assertEquals(LongStream.range(0, EVENTS).boxed().toList(), behind);
    }

    @Test
    void shouldShowAnEventBehindTheShardsOnlyWhenItsShardHasHandledIt()
    {
        long[] early = {0};
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64)
                .map("clear", order -> order.accepted = false)
                .sharded("enrich", SHARDS, order -> order.id, shard -> (order, sequence, end) -> order.accepted = true)
                .after("clear").lane("shards")
                .stage("out", (order, sequence, endOfBatch) -> early[0] += order.accepted ? 0 : 1).after("enrich")
                .start();
        Feed.publish(orders.publisher(), EVENTS);
        orders.close();

        assertEquals(0, early[0]);
        assertEquals(List.of("shards-0", "shards-1", "shards-2"),
                orders.stats().stages().stream().map(stats -> stats.lane()).filter(lane -> lane.startsWith("shards"))
                        .toList());
    }

    @Test
    void shouldHideFromTheStagesBehindWhatOneShardSkips()
    {
        List<Long> behind = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .sharded("enrich", SHARDS, order -> order.id, shard -> (order, sequence, endOfBatch) ->
                {
                    if (order.id % 7 == 0)
                    {
                        throw new IllegalArgumentException("no such account");
                    }
                }).onFailure(FailurePolicy.skip()).stage("out", Feed.into(behind)).after("enrich").start();
        Feed.publish(orders.publisher(), 700);
        Account account = orders.close(Pipeline.DEFAULT_DEADLINE);

        assertEquals(LongStream.range(0, 700).filter(id -> id % 7 != 0).boxed().toList(), behind);
        assertEquals(100, account.skipped());
    }

    @Test
    void shouldHaltWithTheStageAndTheEventWhenTheKeyCannotBeTold()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .sharded("enrich", 1, order -> 10 / (order.id - 3), shard -> Feed.into(seen.get(0))).start();
        Feed.publishBatch(orders.publisher(), 8);

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertEquals("pipeline \"orders\" has halted: stage \"enrich-0\" failed at sequence 3 in its key function: " +
                "java.lang.ArithmeticException: / by zero", thrown.getMessage());
        assertEquals(1, orders.stats().stage("enrich-0").get(StageCounter.FAILURES));
        assertEquals(List.of(), seen.get(0), "no batch begins that cannot be divided");
    }

    @Test
    void shouldGiveEveryNthEventToEachMemberOfAPool()
    {
        List<Long> behind = new ArrayList<>();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(16)
                .pool("work", SHARDS, member -> Feed.into(seen.get(member))).stage("out", Feed.into(behind))
                .after("work").start();
        Feed.publish(orders.publisher(), EVENTS);
        orders.close();

        for (int member = 0; member < SHARDS; member++)
        {
            int its = member;
            assertEquals(LongStream.range(0, EVENTS).filter(id -> id % SHARDS == its).boxed().toList(),
                    seen.get(member));
        }
        assertEquals(EVENTS, behind.size());
    }

    @Test
    void shouldRefuseANumberOfShardsThatCannotBe()
    {
        PipelineBuilder<Order> orders = Pipeline.builder("orders", Order::new);

        assertThrows(IllegalArgumentException.class, () -> orders.pool("a", 0, i -> Feed::ignore));
        assertThrows(IllegalArgumentException.class,
                () -> orders.sharded("a", ShardTable.MAX_SHARDS + 1, order -> order.id, i -> Feed::ignore));
        assertThrows(NullPointerException.class, () -> orders.pool("a", 2, i -> null));
    }
}
