package io.ringmain.benchmarks.engine;

import com.lmax.disruptor.EventHandler;

import io.ringmain.benchmarks.load.Answers;
import io.ringmain.benchmarks.load.LatencyTrack;

/**
 * What the stages do: the work of the Disruptor's own performance tests, a field or a sum for each event, and a class for
 * each stage, as an application has it. Every side runs these same objects.
 */
final class Handlers
{
    private Handlers()
    {}

    /** Adds up. */
    static final class Add extends LastStage
    {
        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch)
        {
            answer += event.value;
            handled(sequence);
        }

        @Override
        long expected(long events)
        {
            return Answers.sum(events);
        }
    }

    /** Takes away. */
    static final class Subtract extends LastStage
    {
        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch)
        {
            answer -= event.value;
            handled(sequence);
        }

        @Override
        long expected(long events)
        {
            return -Answers.sum(events);
        }
    }

    /** Exclusive or. The Disruptor's test takes "and", which is 0 from the first event on and would prove nothing. */
    static final class Xor extends LastStage
    {
        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch)
        {
            answer ^= event.value;
            handled(sequence);
        }

        @Override
        long expected(long events)
        {
            return Answers.xor(events);
        }
    }

    /** The first step of three. */
    static final class StepOne implements EventHandler<BenchEvent>
    {
        static final long ADDS = 777;

        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch)
        {
            event.first = event.value + ADDS;
        }
    }

    /** The second step of three. */
    static final class StepTwo implements EventHandler<BenchEvent>
    {
        static final long ADDS = 3;

        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch)
        {
            event.second = event.first + ADDS;
        }
    }

    /** The third step of three: a field that an earlier lap of the ring left behind would spoil the sum. */
    static final class StepThree extends LastStage
    {
        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch)
        {
            answer += event.second;
            handled(sequence);
        }

        @Override
        long expected(long events)
        {
            return Answers.sum(events) + events * (StepOne.ADDS + StepTwo.ADDS);
        }
    }

    /** Divisible by three. */
    static final class Fizz implements EventHandler<BenchEvent>
    {
        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch)
        {
            event.fizz = event.value % 3 == 0;
        }
    }

    /** Divisible by five. */
    static final class Buzz implements EventHandler<BenchEvent>
    {
        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch)
        {
            event.buzz = event.value % 5 == 0;
        }
    }

    /** Divisible by both. */
    static final class FizzBuzz extends LastStage
    {
        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch)
        {
            if (event.fizz && event.buzz)
            {
                answer++;
            }
            handled(sequence);
        }

        @Override
        long expected(long events)
        {
            return (events + 14) / 15;
        }
    }

    /** Records how long after it was due an event got here; its answer is the number of events. */
    static final class RecordLatency extends LastStage
    {
        private final LatencyTrack latency;

        RecordLatency(LatencyTrack latency)
        {
            this.latency = latency;
        }

        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch)
        {
            if (event.second == event.value + StepOne.ADDS + StepTwo.ADDS)
            {
                answer++;
            }
            latency.record(event.value, System.nanoTime());
            handled(sequence);
        }

        @Override
        long expected(long events)
        {
            return events;
        }
    }

    /** Three stages called by one consumer, each from a call site of its own. */
    static final class ThreeInOne implements EventHandler<BenchEvent>
    {
        private final EventHandler<BenchEvent> first;
        private final EventHandler<BenchEvent> second;
        private final EventHandler<BenchEvent> third;

        ThreeInOne(EventHandler<BenchEvent> first, EventHandler<BenchEvent> second, EventHandler<BenchEvent> third)
        {
            this.first = first;
            this.second = second;
            this.third = third;
        }

        @Override
        public void onEvent(BenchEvent event, long sequence, boolean endOfBatch) throws Exception
        {
            first.onEvent(event, sequence, endOfBatch);
            second.onEvent(event, sequence, endOfBatch);
            third.onEvent(event, sequence, endOfBatch);
        }
    }
}
