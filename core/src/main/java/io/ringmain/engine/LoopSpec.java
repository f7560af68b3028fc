package io.ringmain.engine;

import java.util.List;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;

import io.ringmain.counter.BatchSizes;
import io.ringmain.counter.StageCounters;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.latency.BatchStamps;
import io.ringmain.latency.LatencyRecorder;

/**
 * Everything that a loop is made of. Cold path.
 *
 * @param unit        whose events
 * @param barrier     answers what may be handled
 * @param sequence    of the loop: what it has handled
 * @param chain       the first link
 * @param dropped     who may have dropped an event before it comes here
 * @param selector    which events this loop handles; null: all
 * @param stamps      when events were published, as far as it was written down
 * @param behind      where to write that down for the loops behind, and for this one to record by
 * @param head        the ring when the loop reads its head, so that publishers must help it to date events when it naps;
 *                    else null
 * @param number      of this loop among those at the head of the ring
 * @param batch       what emitters of the chain look at
 * @param clock       of the lane
 * @param latency     takes the loop's latency
 * @param counters    takes events and batches
 * @param batchSizes  takes the sizes
 * @param slowBatchNs a batch that takes longer counts as slow
 * @param slow        remembers the slowest
 * @param batching    the chain's work counts at the end of a batch only
 * @param datesFirst  a handler may hand events on before the end of the batch
 * @param rewind      how often a batch may be handled again; null: never
 * @param timeoutNs   the chain is told when nothing came for so long; 0: never
 * @param control     flags of the pipeline
 * @param <E>         the event
 */
record LoopSpec<E>(RingUnit<E> unit, SequenceBarrier barrier, Sequence sequence, Link<E> chain,
        List<DroppedSlots> dropped, Selector<E> selector, BatchStamps stamps, BatchStamps behind, RingUnit<E> head,
        int number, LoopBatch batch, LaneClock clock, LatencyRecorder latency, StageCounters counters,
        BatchSizes batchSizes, long slowBatchNs, SlowBatches slow, boolean batching, boolean datesFirst,
        FailurePolicy.Rewind<?> rewind,
        long timeoutNs, Control control)
{}
