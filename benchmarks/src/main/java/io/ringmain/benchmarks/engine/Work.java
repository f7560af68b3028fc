package io.ringmain.benchmarks.engine;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import com.lmax.disruptor.EventHandler;

import io.ringmain.benchmarks.engine.Handlers.Add;
import io.ringmain.benchmarks.engine.Handlers.Buzz;
import io.ringmain.benchmarks.engine.Handlers.Fizz;
import io.ringmain.benchmarks.engine.Handlers.FizzBuzz;
import io.ringmain.benchmarks.engine.Handlers.RecordLatency;
import io.ringmain.benchmarks.engine.Handlers.StepOne;
import io.ringmain.benchmarks.engine.Handlers.StepThree;
import io.ringmain.benchmarks.engine.Handlers.StepTwo;
import io.ringmain.benchmarks.engine.Handlers.Subtract;
import io.ringmain.benchmarks.engine.Handlers.ThreeInOne;
import io.ringmain.benchmarks.engine.Handlers.Xor;
import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.LatencyTrack;

/** The stages of one run, before those that come after them, and the check of what they came to. */
final class Work
{
    private static final long STUCK_NS = 60_000_000_000L;

    private final List<Step> steps;
    private final List<LastStage> lastStages;
    private CountDownLatch reached;

    private Work(Step... steps)
    {
        this.steps = List.of(steps);
        this.lastStages = this.steps.stream().map(Step::handler).filter(LastStage.class::isInstance)
                .map(LastStage.class::cast).toList();
    }

    static Work one()
    {
        return new Work(Step.of("add", new Add()));
    }

    static Work sequence()
    {
        return new Work(Step.of("one", new StepOne()), Step.of("two", new StepTwo(), "one"),
                Step.of("three", new StepThree(), "two"));
    }

    static Work parallel()
    {
        return new Work(Step.of("add", new Add()), Step.of("subtract", new Subtract()), Step.of("xor", new Xor()));
    }

    static Work diamond()
    {
        return new Work(Step.of("fizz", new Fizz()), Step.of("buzz", new Buzz()),
                Step.of("fizz-buzz", new FizzBuzz(), "fizz", "buzz"));
    }

    /** As {@link #sequence}, the last of which records latency. */
    static Work timed(LatencyTrack latency)
    {
        return new Work(Step.of("one", new StepOne()), Step.of("two", new StepTwo(), "one"),
                Step.of("record", new RecordLatency(latency), "two"));
    }

    List<Step> steps()
    {
        return steps;
    }

    /** All stages as one handler, in their order: for a peer with a single consumer. */
    EventHandler<BenchEvent> inOne()
    {
        return steps.size() == 1
                ? steps.get(0).handler()
                : new ThreeInOne(steps.get(0).handler(), steps.get(1).handler(), steps.get(2).handler());
    }

    /** Before a pass, while no event is on its way. */
    void expectUpTo(long lastSequence)
    {
        reached = new CountDownLatch(lastStages.size());
        lastStages.forEach(stage -> stage.awaitSequence(lastSequence, reached));
    }

    /**
     * Waits until every last stage has handled the last event of the pass. It does not block: the kernel wakes a thread on
     * the CPU of the one that wakes it, and the next pass would begin with publisher and stage taking turns on one CPU, for
     * tens of milliseconds while the other CPU is idle.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    void await()
    {
        long startNs = System.nanoTime();
        while (reached.getCount() > 0)
        {
            if (System.nanoTime() - startNs > STUCK_NS)
            {
                throw new WrongAnswer("the last event has not arrived after " + STUCK_NS / 1_000_000_000 + " s");
            }
            Thread.yield();
        }
    }

    /** Compares what the stages came to with what it must be. */
    void check(long events)
    {
        for (Step step : steps)
        {
            if (step.handler() instanceof LastStage stage && stage.answer() != stage.expected(events))
            {
                throw new WrongAnswer("after " + events + " events stage \"" + step.name() + "\" came to " +
                        stage.answer() + " and should have come to " + stage.expected(events));
            }
        }
    }
}
