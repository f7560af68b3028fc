package io.ringmain.benchmarks.scaling;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.EventProcessorFactory;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;

/** A consumer for each lane: all of them see every event, and each handles those whose key leaves its number as remainder. */
final class DisruptorLanes implements Lanes
{
    private static final int SHORT_BATCH = 1024;

    private final Disruptor<KeyedEvent> disruptor;
    private final RingBuffer<KeyedEvent> ring;

    private DisruptorLanes(WaitStrategy waits, Consumer<Disruptor<KeyedEvent>> handlers)
    {
        disruptor = new Disruptor<>(KeyedEvent::new, ScalingRun.RING, DaemonThreadFactory.INSTANCE, ProducerType.SINGLE,
                waits);
        handlers.accept(disruptor);
        ring = disruptor.start();
    }

    // generic arrays, which the Disruptor does not write to
    @SuppressWarnings("unchecked")
    static DisruptorLanes asItComes(ScalingRun run, Tally tally, WaitStrategy waits)
    {
        return new DisruptorLanes(waits, disruptor -> disruptor.handleEventsWith(
                partitions(run, tally).toArray(EventHandler[]::new)));
    }

    @SuppressWarnings("unchecked")
    static DisruptorLanes inShortBatches(ScalingRun run, Tally tally, WaitStrategy waits)
    {
        return new DisruptorLanes(waits, disruptor -> disruptor.handleEventsWith(
                partitions(run, tally).map(DisruptorLanes::inShortBatches).toArray(EventProcessorFactory[]::new)));
    }

    private static Stream<EventHandler<KeyedEvent>> partitions(ScalingRun run, Tally tally)
    {
        return IntStream.range(0, run.lanes()).mapToObj(lane -> new Partition(lane, run.lanes(), tally));
    }

    private static EventProcessorFactory<KeyedEvent> inShortBatches(EventHandler<KeyedEvent> handler)
    {
        return (ring, before) -> new BatchEventProcessorBuilder().setMaxBatchSize(SHORT_BATCH).build(ring,
                ring.newBarrier(before), handler);
    }

    /** As the Disruptor's "Frequently Asked Questions" share out events, by the key in place of the sequence. */
    private static final class Partition implements EventHandler<KeyedEvent>
    {
        private final int ordinal;
        private final int consumers;
        private final Tally tally;

        Partition(int ordinal, int consumers, Tally tally)
        {
            this.ordinal = ordinal;
            this.consumers = consumers;
            this.tally = tally;
        }

        @Override
        public void onEvent(KeyedEvent event, long sequence, boolean endOfBatch)
        {
            if (event.key % consumers == ordinal)
            {
                tally.add(ordinal, KeyedWork.of(event.value));
            }
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
            long high = ring.next(size);
            long low = high - size + 1;
            for (long sequence = low; sequence <= high; sequence++)
            {
                ring.get(sequence).set(value++);
            }
            ring.publish(low, high);
        }
    }

    @Override
    public OptionalDouble meanInRingNs()
    {
        return OptionalDouble.empty();
    }

    @Override
    public void close()
    {
        disruptor.halt();
    }
}
