package io.ringmain.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTableTest
{
    private static final int KEYS = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 15, 31})
    void shouldMoveKeysToTheNewShardAloneAndNoMoreThanItsShareWhenOneIsAdded(int count)
    {
        ShardTable before = new ShardTable(count);
        ShardTable after = new ShardTable(count + 1);

        long moved = LongStream.range(0, KEYS).filter(key -> before.shardOf(key) != after.shardOf(key)).count();

        assertTrue(LongStream.range(0, KEYS)
                .allMatch(key -> after.shardOf(key) == before.shardOf(key) || after.shardOf(key) == count));
        assertEquals(1.0 / (count + 1), (double) moved / KEYS, 0.35 / (count + 1), "the new shard's share");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16})
    void shouldGiveEachShardAboutAsManyKeys(int count)
    {
        ShardTable table = new ShardTable(count);
        int[] keys = new int[count];

        LongStream.range(0, KEYS).forEach(key -> keys[table.shardOf(key)]++);

        for (int its : keys)
        {
            assertEquals((double) KEYS / count, its, 0.25 * KEYS / count);
        }
    }

    @Test
    void shouldGiveEveryKeyToAShardThatExists()
    {
        ShardTable most = new ShardTable(ShardTable.MAX_SHARDS);

        assertTrue(LongStream.of(0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 52).mapToInt(most::shardOf)
                .allMatch(shard -> shard >= 0 && shard < ShardTable.MAX_SHARDS));
        assertEquals(0, new ShardTable(1).shardOf(12345));
    }
}
