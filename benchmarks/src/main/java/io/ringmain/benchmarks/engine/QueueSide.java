package io.ringmain.benchmarks.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import com.lmax.disruptor.EventHandler;

import io.ringmain.benchmarks.fork.WrongAnswer;

/**
 * The same graph over {@link ArrayBlockingQueue}, as the Disruptor's paper has it: a queue for each edge, a thread for
 * each stage, {@code put} and {@code take}, an object for each event.
 */
final class QueueSide implements Side
{
    private final List<BlockingQueue<BenchEvent>> heads = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    QueueSide(Setup setup, Work work)
    {
        Map<String, List<BlockingQueue<BenchEvent>>> in = new HashMap<>();
        Map<String, List<BlockingQueue<BenchEvent>>> out = new HashMap<>();
        for (Step step : work.steps())
        {
            in.put(step.name(), new ArrayList<>());
            out.put(step.name(), new ArrayList<>());
            if (step.after().isEmpty())
            {
                join(heads, in.get(step.name()), setup.ring());
            }
            step.after().forEach(before -> join(out.get(before), in.get(step.name()), setup.ring()));
        }
        for (Step step : work.steps())
        {
            Thread thread = new Thread(() -> run(step.handler(), in.get(step.name()), out.get(step.name())),
                    step.name());
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private static void join(List<BlockingQueue<BenchEvent>> from, List<BlockingQueue<BenchEvent>> to, int capacity)
    {
        BlockingQueue<BenchEvent> edge = new ArrayBlockingQueue<>(capacity);
        from.add(edge);
        to.add(edge);
    }

    /** A stage after two others gets each event from both; they keep the order, so the two are the same event. */
    private static void run(EventHandler<BenchEvent> handler, List<BlockingQueue<BenchEvent>> in,
            List<BlockingQueue<BenchEvent>> out)
    {
        try
        {
            BlockingQueue<BenchEvent> first = in.get(0);
            for (long sequence = 0; true; sequence++)
            {
                BenchEvent event = first.take();
                for (int i = 1; i < in.size(); i++)
                {
                    if (in.get(i).take() != event)
                    {
                        throw new WrongAnswer("two queues differ at event " + sequence);
                    }
                }
                handler.onEvent(event, sequence, false);
                for (int i = 0; i < out.size(); i++)
                {
                    out.get(i).put(event);
                }
            }
        }
        catch (InterruptedException end)
        {
            Thread.currentThread().interrupt();
        }
        catch (Exception e)
        {
            throw new IllegalStateException("a stage has failed", e);
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
        for (int i = 0; i < heads.size(); i++)
        {
            heads.get(i).put(event);
        }
    }

    @Override
    public void close()
    {
        threads.forEach(Thread::interrupt);
    }
}
