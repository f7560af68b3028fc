package io.ringmain.engine;

import java.util.function.ToLongFunction;

import io.ringmain.graph.ShardTable;

/** Takes the events whose key belongs to one shard. Template: cloned for each shard, see {@link Specializer}. Hot path. */
final class KeySelector<E> implements Selector<E>
{
    private final String stage;
    private final ToLongFunction<? super E> key;
    private final ShardTable shards;
    private final int shard;

    KeySelector(String stage, ToLongFunction<? super E> key, ShardTable shards, int shard)
    {
        this.stage = stage;
        this.key = key;
        this.shards = shards;
        this.shard = shard;
    }

    @Override
    public boolean takes(E event, long sequence)
    {
        long itsKey;
        try
        {
            itsKey = key.applyAsLong(event);
        }
        catch (Throwable t)
        {
            throw StageFailure.ofKey(stage, sequence, t);
        }
        return shards.shardOf(itsKey) == shard;
    }
}
