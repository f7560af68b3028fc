package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import io.ringmain.window.Accumulator;
import io.ringmain.window.Windows;

/** A run, its recovery from a snapshot anywhere, and its full replay end in one state: shards, windows, several rings. */
class SnapshotEqualityTest
{
    private static final int KEYS = 5;

    @Property(tries = 150)
    void shouldEndInTheStateOfTheRunWhereverTheSnapshotWasTaken(
            @ForAll @Size(max = 120) List<@IntRange(max = 400) Integer> times, @ForAll @IntRange(max = 120) int taken,
            @ForAll boolean invoked) throws IOException
    {
        int cut = Math.min(taken, times.size());
        MemorySnapshot snapshot = new MemorySnapshot();
        List<String> sent = new ArrayList<>();
        Pipeline<Order> run = pipeline(false, sent);
        start(run, invoked);
        publish(run, times, 0, cut);
        run.snapshot(snapshot);
        String atSnapshot = run.stateHash();
        int sentBefore = sent.size();
        publish(run, times, cut, times.size());
        run.close();

        Pipeline<Order> replay = pipeline(true, new ArrayList<>());
        start(replay, invoked);
        publish(replay, times, 0, times.size());
        replay.close();

        List<String> sentAfter = new ArrayList<>();
        Pipeline<Order> recovery = pipeline(true, sentAfter);
        recovery.restore(snapshot.source());
        String restored = recovery.stateHash();
        start(recovery, invoked);
        recovery.goLive();
        publish(recovery, times, cut, times.size());
        recovery.close();

        assertEquals(atSnapshot, restored);
        assertEquals(run.stateHash(), replay.stateHash());
        assertEquals(run.stateHash(), recovery.stateHash());
        assertEquals(sent.subList(sentBefore, sent.size()), sentAfter);
    }

    private static void start(Pipeline<Order> pipeline, boolean invoked)
    {
        if (invoked)
        {
            pipeline.startInvoked();
        }
        else
        {
            pipeline.start();
        }
    }

    private static Pipeline<Order> pipeline(boolean replaying, List<String> sent)
    {
        PipelineBuilder<Order> builder = Pipeline.builder("orders", Order::new).capacity(16);
        RingBuilder<Order> sums = builder.ring("sums", Order::new).capacity(8).stage("sums", new Counting())
                .stage("send", (order, sequence, endOfBatch) -> sent.add(order.id + ":" + order.quantity)).after("sums")
                .liveOnly();
        builder.sharded("shards", 3, order -> order.quantity, shard -> new Counting())
                .flatMap("windows", sums,
                        Windows.tumbling(50).<Order>time(order -> order.id).key(order -> order.quantity)
                                .outOfOrder(20).lateness(30).aggregate(Sum::new, (sum, order) -> sum.value += order.id)
                                .emit((window, sum, result) ->
                                {
                                    result.id = sum.value;
                                    result.quantity = (int) window.key();
                                }))
                .after("shards");
        return (replaying ? builder.replaying() : builder).build();
    }

    private static void publish(Pipeline<Order> pipeline, List<Integer> times, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            int time = times.get(i);
            pipeline.publisher().publish(order ->
            {
                order.id = time;
                order.quantity = time % KEYS;
            });
        }
    }

    private static final class Sum implements Accumulator
    {
        private long value;

        @Override
        public void clear()
        {
            value = 0;
        }

        @Override
        public void writeSnapshot(DataOutput out) throws IOException
        {
            out.writeLong(value);
        }

        @Override
        public void readSnapshot(DataInput in) throws IOException
        {
            value = in.readLong();
        }
    }
}
