package io.ringmain.benchmarks;

import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.ringmain.lane.IdlePolicy;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.Publisher;

/**
 * One publisher, three stages in sequence, events published in batches: how many a second get through. The ring is small
 * beside an iteration, so backpressure makes the publisher's rate that of the slowest stage. Ringmain records the latency
 * of every stage meanwhile, the Disruptor records none.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ThreeStageBenchmark
{
    private static final int BATCH = 64;
    private static final int RING = 1 << 16;

    /** Three stages on one lane, fused into one loop. */
    @State(Scope.Benchmark)
    public static class RingmainOneLane extends RingmainState
    {
        /** Starts it. */
        @Setup
        public void start()
        {
            start("one", "one", "one");
        }
    }

    /** Three stages on three lanes, thread for thread as the Disruptor has it. */
    @State(Scope.Benchmark)
    public static class RingmainThreeLanes extends RingmainState
    {
        /** Starts it. */
        @Setup
        public void start()
        {
            start("first", "second", "third");
        }
    }

    /** A pipeline that runs while it is measured. */
    public abstract static class RingmainState
    {
        private Pipeline<LongEvent> pipeline;
        private Publisher<LongEvent> publisher;

        final void start(String... lanes)
        {
            EventHandler<LongEvent> first = (event, sequence, endOfBatch) -> event.first = event.value + 1;
            EventHandler<LongEvent> second = (event, sequence, endOfBatch) -> event.second = event.first + 1;
            EventHandler<LongEvent> third = (event, sequence, endOfBatch) -> event.third = event.second + 1;
            pipeline = Pipeline.builder("three", LongEvent::new).capacity(RING).singlePublisher().idle(IdlePolicy.YIELD)
                    .publisherIdle(IdlePolicy.YIELD).stage("first", first).lane(lanes[0]).stage("second", second)
                    .after("first").lane(lanes[1]).stage("third", third).after("second").lane(lanes[2]).start();
            publisher = pipeline.publisher();
        }

        final void publishBatch()
        {
            long from = publisher.claim(BATCH);
            for (long sequence = from; sequence < from + BATCH; sequence++)
            {
                publisher.event(sequence).value = sequence;
            }
            publisher.commit(from, BATCH);
        }

        /** Drains and stops it; throws when anything was left behind. */
        @TearDown
        public void close()
        {
            pipeline.close();
        }
    }

    /** The peer: three event processors with the wait strategy that suits it best here. */
    @State(Scope.Benchmark)
    public static class DisruptorThreeThreads
    {
        private Disruptor<LongEvent> disruptor;
        private RingBuffer<LongEvent> ring;

        /** Starts it. */
        @Setup
        public void start()
        {
            EventHandler<LongEvent> first = (event, sequence, endOfBatch) -> event.first = event.value + 1;
            EventHandler<LongEvent> second = (event, sequence, endOfBatch) -> event.second = event.first + 1;
            EventHandler<LongEvent> third = (event, sequence, endOfBatch) -> event.third = event.second + 1;
            disruptor = new Disruptor<>(LongEvent::new, RING, Thread::new, ProducerType.SINGLE,
                    new YieldingWaitStrategy());
            disruptor.handleEventsWith(first).then(second).then(third);
            ring = disruptor.start();
        }

        final void publishBatch()
        {
            long to = ring.next(BATCH);
            long from = to - BATCH + 1;
            for (long sequence = from; sequence <= to; sequence++)
            {
                ring.get(sequence).value = sequence;
            }
            ring.publish(from, to);
        }

        /** Drains and stops it. */
        @TearDown
        public void close()
        {
            disruptor.shutdown();
        }
    }

    /**
     * Ringmain, one lane.
     *
     * @param state the pipeline
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void ringmainOneLane(RingmainOneLane state)
    {
        state.publishBatch();
    }

    /**
     * Ringmain, three lanes.
     *
     * @param state the pipeline
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void ringmainThreeLanes(RingmainThreeLanes state)
    {
        state.publishBatch();
    }

    /**
     * The Disruptor, three threads.
     *
     * @param state the disruptor
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void disruptorThreeThreads(DisruptorThreeThreads state)
    {
        state.publishBatch();
    }
}
