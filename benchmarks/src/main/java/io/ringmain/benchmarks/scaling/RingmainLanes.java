package io.ringmain.benchmarks.scaling;

import java.util.Map;
import java.util.OptionalDouble;

import com.lmax.disruptor.EventHandler;
import org.HdrHistogram.Histogram;

import io.ringmain.lane.IdlePolicy;
import io.ringmain.latency.LatencyRecorder;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.Publisher;

/** A sharded stage with a lane for each shard. */
final class RingmainLanes implements Lanes
{
    private static final String STAGE = "keyed";

    private final Pipeline<KeyedEvent> pipeline;
    private final Publisher<KeyedEvent> publisher;
    private Map<String, Histogram> before;

    RingmainLanes(ScalingRun run, Tally tally)
    {
        pipeline = Pipeline.builder("bench", KeyedEvent::new).capacity(ScalingRun.RING).idle(IdlePolicy.BACKOFF)
                .publisherIdle(IdlePolicy.BACKOFF).singlePublisher()
                .sharded(STAGE, run.lanes(), event -> event.key, lane -> new Shard(lane, tally)).lane(STAGE).start();
        publisher = pipeline.publisher();
        before = pipeline.latency();
    }

    private static final class Shard implements EventHandler<KeyedEvent>
    {
        private final int lane;
        private final Tally tally;

        Shard(int lane, Tally tally)
        {
            this.lane = lane;
            this.tally = tally;
        }

        @Override
        public void onEvent(KeyedEvent event, long sequence, boolean endOfBatch)
        {
            tally.add(lane, KeyedWork.of(event.value));
        }
    }

    @Override
    public void publish(long first, long count)
    {
        long end = first + count;
        long value = first;
        while (value < end)
        {
            int size = (int) Math.min(ScalingRun.BATCH, end - value);
            long claimed = publisher.claim(size);
            for (long sequence = claimed; sequence < claimed + size; sequence++)
            {
                publisher.event(sequence).set(value++);
            }
            publisher.commit(claimed, size);
        }
    }

    @Override
    public OptionalDouble meanInRingNs()
    {
        Map<String, Histogram> now = pipeline.latency();
        Histogram all = null;
        for (Map.Entry<String, Histogram> shard : now.entrySet())
        {
            Histogram its = LatencyRecorder.between(before.get(shard.getKey()), shard.getValue());
            if (all == null)
            {
                all = its;
            }
            else
            {
                all.add(its);
            }
        }
        before = now;
        return OptionalDouble.of(all.getMean());
    }

    @Override
    public void close()
    {
        pipeline.close();
    }
}
