package io.ringmain.benchmarks.engine;

import java.util.concurrent.CompletionStage;

import com.lmax.disruptor.EventHandler;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Pekko Streams: a bounded source queue, and an asynchronous boundary behind each stage. */
final class PekkoSide implements Side
{
    private static final int MOST_INPUT = 1 << 12;

    private final ActorSystem system;
    private final BoundedSourceQueue<BenchEvent> queue;
    private final Waits waits;

    PekkoSide(Setup setup, Work work)
    {
        waits = setup.waits();
        system = ActorSystem.create("bench", ConfigFactory.parseString("pekko.loglevel = WARNING")
                .withFallback(ConfigFactory.load(PekkoSide.class.getClassLoader())),
                PekkoSide.class.getClassLoader());
        Source<BenchEvent, BoundedSourceQueue<BenchEvent>> flow = Source.queue(setup.ring());
        String before = "";
        for (Step step : work.steps())
        {
            if (!String.join("", step.after()).equals(before))
            {
                throw new IllegalArgumentException("only a sequence of stages can be run here");
            }
            before = step.name();
            Stage stage = new Stage(step.handler());
            flow = flow.async().map(stage::handle);
        }
        int input = Math.min(setup.ring(), MOST_INPUT);
        Sink<BenchEvent, CompletionStage<Done>> ignore = Sink.ignore();
        queue = flow.toMat(ignore, Keep.left()).addAttributes(Attributes.inputBuffer(input, input)).run(system);
    }

    private static final class Stage
    {
        private final EventHandler<BenchEvent> handler;
        private long sequence;

        Stage(EventHandler<BenchEvent> handler)
        {
            this.handler = handler;
        }

        BenchEvent handle(BenchEvent event) throws Exception
        {
            handler.onEvent(event, sequence++, false);
            return event;
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
        QueueOfferResult result = queue.offer(event);
        for (int looks = 0; !result.isEnqueued(); looks++)
        {
            if (result != QueueOfferResult.dropped())
            {
                throw new IllegalStateException("the queue takes no more: " + result);
            }
            Pause.between(looks, waits);
            result = queue.offer(event);
        }
    }

    @Override
    public void close()
    {
        system.terminate();
    }
}
