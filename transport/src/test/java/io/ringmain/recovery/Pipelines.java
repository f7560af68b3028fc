package io.ringmain.recovery;

import java.util.HashMap;
import java.util.Map;

import com.lmax.disruptor.EventHandler;

import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.pipeline.RingBuilder;
import io.ringmain.window.Windows;

/** Pipelines with state of every kind: in shards, in windows, in another ring; and outputs that are live-only. */
final class Pipelines
{
    private Pipelines()
    {}

    static PipelineBuilder<Reading> builder(EventHandler<Reading> journal, EventHandler<Reading> out)
    {
        PipelineBuilder<Reading> builder = Pipeline.builder("readings", Reading::new).capacity(1024)
                .singlePublisher();
        RingBuilder<Reading> results = builder.ring("results", Reading::new).capacity(64).stage("results", new Sum())
                .stage("out", out).after("results").liveOnly();
        return builder.stage("journal", journal).liveOnly()
                .sharded("shards", 2, Reading::key, shard -> new Sum()).after("journal")
                .flatMap("windows", results,
                        Windows.tumbling(100).<Reading>time(Reading::time).key(Reading::key).outOfOrder(20)
                                .aggregate(Sum::new, Sum::add)
                                .emit((window, sum, result) -> result.number = sum.digest()))
                .after("journal");
    }

    /** One that is muted for good, or until it goes live. */
    static Pipeline<Reading> replaying()
    {
        return builder(never(), never()).replaying().build();
    }

    static void publish(Pipeline<Reading> pipeline, long from, long to)
    {
        for (long number = from; number < to; number++)
        {
            long its = number;
            pipeline.publisher().publish(reading -> reading.with(its));
        }
    }

    /** Of a run without journal, snapshot or interruption. */
    static String hashOf(long events)
    {
        Pipeline<Reading> pipeline = replaying();
        pipeline.start();
        publish(pipeline, 0, events);
        pipeline.close();
        return pipeline.stateHash();
    }

    /** The position behind so many. */
    static LogPosition position(long events)
    {
        Map<Integer, Long> positions = new HashMap<>();
        for (long number = Math.max(0, events - Reading.PARTITIONS); number < events; number++)
        {
            positions.put((int) (number % Reading.PARTITIONS), number / Reading.PARTITIONS + 1);
        }
        return new LogPosition(events, positions);
    }

    private static EventHandler<Reading> never()
    {
        return (reading, sequence, endOfBatch) ->
        {
            throw new AssertionError("a live-only stage saw " + reading.number);
        };
    }
}
