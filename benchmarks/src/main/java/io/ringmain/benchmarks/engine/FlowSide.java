package io.ringmain.benchmarks.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.util.DaemonThreadFactory;

/**
 * The JDK's reactive streams: a {@link SubmissionPublisher} before each stage, whose buffer makes whoever submits wait, and a
 * thread for each stage. It has nothing that joins two streams, so no stage may come after two others.
 */
final class FlowSide implements Side
{
    private final ExecutorService threads;
    private final SubmissionPublisher<BenchEvent> head;

    FlowSide(Setup setup, Work work)
    {
        threads = Executors.newFixedThreadPool(work.steps().size(), DaemonThreadFactory.INSTANCE);
        head = new SubmissionPublisher<>(threads, setup.ring());
        Map<String, SubmissionPublisher<BenchEvent>> behind = new HashMap<>();
        for (Step step : work.steps())
        {
            if (step.after().size() > 1)
            {
                throw new IllegalArgumentException("stage " + step.name() + " comes after " + step.after() +
                        ", and streams of the JDK cannot be joined");
            }
            Stage stage = new Stage(step.handler(), new SubmissionPublisher<>(threads, setup.ring()));
            behind.put(step.name(), stage.out);
            (step.after().isEmpty() ? head : behind.get(step.after().get(0))).subscribe(stage);
        }
    }

    private static final class Stage implements Flow.Subscriber<BenchEvent>
    {
        private final EventHandler<BenchEvent> handler;
        private final SubmissionPublisher<BenchEvent> out;
        private long sequence;

        Stage(EventHandler<BenchEvent> handler, SubmissionPublisher<BenchEvent> out)
        {
            this.handler = handler;
            this.out = out;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription)
        {
            // the buffer bounds what is on its way
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(BenchEvent event)
        {
            try
            {
                handler.onEvent(event, sequence++, false);
            }
            catch (Exception e)
            {
                throw new IllegalStateException("a stage has failed", e);
            }
            if (out.hasSubscribers())
            {
                out.submit(event);
            }
        }

        @Override
        public void onError(Throwable cause)
        {
            // whoever awaits the last event says so
        }

        @Override
        public void onComplete()
        {
            out.close();
        }
    }

    @Override
    public void publish(long first, long count)
    {
        for (long value = first; value < first + count; value++)
        {
            send(value);
        }
    }

    @Override
    public void send(long value)
    {
        BenchEvent event = new BenchEvent();
        event.value = value;
        head.submit(event);
    }

    @Override
    public void close()
    {
        head.close();
        threads.shutdownNow();
    }
}
