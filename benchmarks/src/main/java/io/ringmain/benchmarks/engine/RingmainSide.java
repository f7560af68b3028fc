package io.ringmain.benchmarks.engine;

import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.pipeline.Publisher;

/** A pipeline, with all that it always does: the latency of every stage is recorded. */
final class RingmainSide implements Side
{
    private final Pipeline<BenchEvent> pipeline;
    private final Publisher<BenchEvent> publisher;
    private final int batch;

    RingmainSide(Setup setup, Work work)
    {
        PipelineBuilder<BenchEvent> builder = Pipeline.builder("bench", BenchEvent::new).capacity(setup.ring())
                .idle(setup.waits().idlePolicy()).publisherIdle(setup.waits().idlePolicy());
        if (setup.topology().producers() == 1)
        {
            builder.singlePublisher();
        }
        for (Step step : work.steps())
        {
            builder.stage(step.name(), step.handler()).after(step.after().toArray(String[]::new));
            if (setup.arrangement() == Arrangement.THREADS)
            {
                builder.lane(step.name());
            }
            else
            {
                automatic(builder);
            }
        }
        pipeline = builder.start();
        publisher = pipeline.publisher();
        batch = setup.topology().batch();
    }

    /** Leaves the stage named last to automatic placement, which a shared lane stands in for. */
    private static void automatic(PipelineBuilder<BenchEvent> builder)
    {
        builder.lane("auto");
    }

    @Override
    public void publish(long first, long count)
    {
        if (batch == 1)
        {
            publishSingly(first, count);
        }
        else
        {
            publishInBatches(first, count);
        }
    }

    private void publishSingly(long first, long count)
    {
        for (long value = first; value < first + count; value++)
        {
            send(value);
        }
    }

    private void publishInBatches(long first, long count)
    {
        long end = first + count;
        long value = first;
        while (value < end)
        {
            int size = (int) Math.min(batch, end - value);
            long claimed = publisher.claim(size);
            for (long sequence = claimed; sequence < claimed + size; sequence++)
            {
                publisher.event(sequence).value = value++;
            }
            publisher.commit(claimed, size);
        }
    }

    @Override
    public void send(long value)
    {
        long sequence = publisher.claim(1);
        publisher.event(sequence).value = value;
        publisher.commit(sequence, 1);
    }

    @Override
    public void close()
    {
        pipeline.close();
    }
}
