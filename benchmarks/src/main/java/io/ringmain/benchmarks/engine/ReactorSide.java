package io.ringmain.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;

import com.lmax.disruptor.EventHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;

/** Project Reactor: a unicast sink over a bounded queue, and {@code publishOn} a thread of its own before each stage. */
final class ReactorSide implements Side
{
    private final List<Scheduler> threads = new ArrayList<>();
    private final Sinks.Many<BenchEvent> sink;
    private final Waits waits;

    ReactorSide(Setup setup, Work work)
    {
        waits = setup.waits();
        sink = Sinks.many().unicast().onBackpressureBuffer(Queues.<BenchEvent>get(setup.ring()).get());
        Flux<BenchEvent> flow = sink.asFlux();
        String before = "";
        for (Step step : work.steps())
        {
            if (!String.join("", step.after()).equals(before))
            {
                throw new IllegalArgumentException("only a sequence of stages can be run here");
            }
            before = step.name();
            if (setup.arrangement() == Arrangement.THREADS || threads.isEmpty())
            {
                threads.add(Schedulers.newSingle(step.name(), true));
                flow = flow.publishOn(threads.get(threads.size() - 1), setup.ring());
            }
            Stage stage = new Stage(step.handler());
            flow = flow.doOnNext(stage::handle);
        }
        flow.subscribe();
    }

    private static final class Stage
    {
        private final EventHandler<BenchEvent> handler;
        private long sequence;

        Stage(EventHandler<BenchEvent> handler)
        {
            this.handler = handler;
        }

        void handle(BenchEvent event)
        {
            try
            {
                handler.onEvent(event, sequence++, false);
            }
            catch (Exception e)
            {
                throw new IllegalStateException("a stage has failed", e);
            }
        }
    }

    @Override
    public void publish(long first, long count) throws InterruptedException
    {
        for (long value = first; value < first + count; value++)
        {
            send(value);
        }
    }

    @Override
    public void send(long value) throws InterruptedException
    {
        BenchEvent event = new BenchEvent();
        event.value = value;
        EmitResult result = sink.tryEmitNext(event);
        // full, or another thread is at it
        for (int looks = 0; result.isFailure(); looks++)
        {
            if (result != EmitResult.FAIL_OVERFLOW && result != EmitResult.FAIL_NON_SERIALIZED)
            {
                throw new IllegalStateException("the sink takes no more: " + result);
            }
            Pause.between(looks, waits);
            result = sink.tryEmitNext(event);
        }
    }

    @Override
    public void close()
    {
        sink.tryEmitComplete();
        threads.forEach(Scheduler::dispose);
    }
}
