package io.ringmain.engine;

import com.lmax.disruptor.Sequence;

import io.ringmain.counter.BatchSizes;
import io.ringmain.counter.StageCounters;
import io.ringmain.latency.BatchStamps;
import io.ringmain.latency.LatencyRecorder;

/**
 * What belongs to one chain whether it runs or not.
 *
 * @param chain      as planned
 * @param ring       whose events it handles
 * @param sequence   what it has handled
 * @param stamps     when those events were published, for the loops behind
 * @param latency    of all its stages: they end a batch together
 * @param counters   events and batches of all its stages
 * @param batchSizes of all its stages
 * @param slow       the latest batch that took too long
 */
record ChainParts(Chain chain, RingUnit<?> ring, Sequence sequence, BatchStamps stamps, LatencyRecorder latency,
        StageCounters counters, BatchSizes batchSizes, SlowBatches slow)
{
    static ChainParts of(Chain chain, RingUnit<?> ring)
    {
        return new ChainParts(chain, ring, new Sequence(), new BatchStamps(ring.ring().getBufferSize()),
                new LatencyRecorder(), new StageCounters(), new BatchSizes(), new SlowBatches());
    }
}
