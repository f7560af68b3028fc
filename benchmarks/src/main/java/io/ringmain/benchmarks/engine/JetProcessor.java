package io.ringmain.benchmarks.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Stream;

import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Outbox;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.Watermark;
import com.lmax.disruptor.EventHandler;
import org.jctools.queues.MessagePassingQueue;

import io.ringmain.benchmarks.fork.WrongAnswer;

/**
 * A vertex of the graph, which is called again and again and never waits: an event that does not fit behind it is kept and
 * offered again, before any other. Threading: one of Jet's threads, always the same.
 */
abstract class JetProcessor implements Processor
{
    private Outbox outbox;
    private boolean isLast;
    /** Handled, and not taken yet. */
    private BenchEvent kept;

    @Override
    public final void init(Outbox behind, Context context)
    {
        outbox = behind;
        isLast = behind.bucketCount() == 0;
    }

    final void send(BenchEvent event)
    {
        if (!isLast && !outbox.offer(event))
        {
            kept = event;
        }
    }

    /** Whether nothing is kept, so that another event may be handled. */
    final boolean isFree()
    {
        if (kept != null && outbox.offer(kept))
        {
            kept = null;
        }
        return kept == null;
    }

    @Override
    public final boolean tryProcessWatermark(Watermark watermark)
    {
        // nobody sends any
        return true;
    }

    @Override
    public final boolean closeIsCooperative()
    {
        return true;
    }

    /** Where events come from: a queue that the publishers fill. */
    static final class Source extends JetProcessor
    {
        private final MessagePassingQueue<BenchEvent> queue;

        Source(MessagePassingQueue<BenchEvent> queue)
        {
            this.queue = queue;
        }

        /** Never complete. Jet lets it send some thousands at a time. */
        @Override
        public boolean complete()
        {
            while (isFree())
            {
                BenchEvent event = queue.relaxedPoll();
                if (event == null)
                {
                    break;
                }
                send(event);
            }
            return false;
        }
    }

    /** One of our stages. */
    static class Stage extends JetProcessor
    {
        private final EventHandler<BenchEvent> handler;
        private long sequence;

        Stage(EventHandler<BenchEvent> handler)
        {
            this.handler = handler;
        }

        final void handle(BenchEvent event)
        {
            try
            {
                handler.onEvent(event, sequence++, false);
            }
            catch (Exception e)
            {
                throw new IllegalStateException("a stage has failed", e);
            }
            send(event);
        }

        @Override
        public boolean tryProcess()
        {
            return isFree();
        }

        @Override
        public void process(int ordinal, Inbox inbox)
        {
            while (isFree())
            {
                BenchEvent event = (BenchEvent) inbox.poll();
                if (event == null)
                {
                    return;
                }
                handle(event);
            }
        }
    }

    /**
     * A stage after several others. Jet gives it what came by one edge, then by another, and does not wait; so what came
     * first waits here for its twin. Edges keep the order, so the two are the same event. No more can wait than the queues of
     * the slower way hold.
     */
    static final class Join extends Stage
    {
        private final Queue<BenchEvent>[] came;

        // a generic array, which is written to here alone
        @SuppressWarnings("unchecked")
        Join(EventHandler<BenchEvent> handler, int ways)
        {
            super(handler);
            came = Stream.generate(ArrayDeque::new).limit(ways).toArray(Queue[]::new);
        }

        @Override
        public boolean tryProcess()
        {
            while (isFree())
            {
                if (!isComplete())
                {
                    return true;
                }
                BenchEvent event = came[0].poll();
                for (int i = 1; i < came.length; i++)
                {
                    if (came[i].poll() != event)
                    {
                        throw new WrongAnswer("two edges differ at an event");
                    }
                }
                handle(event);
            }
            return false;
        }

        private boolean isComplete()
        {
            for (Queue<BenchEvent> way : came)
            {
                if (way.isEmpty())
                {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void process(int ordinal, Inbox inbox)
        {
            inbox.drainTo(came[ordinal]);
            tryProcess();
        }
    }
}
