package io.ringmain.benchmarks.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.lmax.disruptor.EventHandler;

import io.ringmain.benchmarks.fork.WrongAnswer;

/**
 * The same graph over queues, as the Disruptor's paper has it: a queue for each edge, a thread for each stage, an object for
 * each event.
 */
final class QueueSide implements Side
{
    private final List<Edge> heads = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Running.
     *
     * @param edges   makes the queues
     * @param starter starts a stage's thread
     */
    QueueSide(Setup setup, Work work, Edge.Maker edges, Starter starter)
    {
        Map<String, List<Edge>> in = new HashMap<>();
        Map<String, List<Edge>> out = new HashMap<>();
        for (Step step : work.steps())
        {
            in.put(step.name(), new ArrayList<>());
            out.put(step.name(), new ArrayList<>());
            if (step.after().isEmpty())
            {
                join(heads, in.get(step.name()), edges.make(setup.ring(), setup.topology().producers(), setup.waits()));
            }
            step.after().forEach(before -> join(out.get(before), in.get(step.name()),
                    edges.make(setup.ring(), 1, setup.waits())));
        }
        for (Step step : work.steps())
        {
            threads.add(starter.start(step.name(),
                    () -> run(step.handler(), in.get(step.name()), out.get(step.name()))));
        }
    }

    /** Starts a thread. */
    interface Starter
    {
        Thread start(String name, Runnable task);
    }

    static Thread platformThread(String name, Runnable task)
    {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** On a JDK that has them; this code is compiled for one that has not. */
    static Thread virtualThread(String name, Runnable task)
    {
        try
        {
            return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        }
        catch (ReflectiveOperationException e)
        {
            throw new IllegalStateException("Java " + Runtime.version().feature() + " has no virtual threads; 21 has",
                    e);
        }
    }

    private static void join(List<Edge> from, List<Edge> to, Edge edge)
    {
        from.add(edge);
        to.add(edge);
    }

    /** A stage after two others gets each event from both; they keep the order, so the two are the same event. */
    private static void run(EventHandler<BenchEvent> handler, List<Edge> in,
            List<Edge> out)
    {
        try
        {
            Edge first = in.get(0);
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
