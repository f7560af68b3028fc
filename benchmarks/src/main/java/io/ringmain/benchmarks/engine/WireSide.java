package io.ringmain.benchmarks.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.lmax.disruptor.EventHandler;

/**
 * The graph over wires: one for each arrow, a thread for each stage, which takes a batch at a time and writes what it has
 * changed to the next. An event that came two ways would be two copies, so no stage may come after two others.
 */
final class WireSide implements Side
{
    private static final int BATCH = 256;

    private final List<Wire> heads = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ThreadLocal<BenchEvent> published = ThreadLocal.withInitial(BenchEvent::new);
    private final Waits waits;
    private final Runnable onClose;

    WireSide(Setup setup, Work work, Wire.Maker wires, Runnable onClose)
    {
        this.waits = setup.waits();
        this.onClose = onClose;
        Map<String, Wire> in = new HashMap<>();
        Map<String, List<Wire>> out = new HashMap<>();
        for (Step step : work.steps())
        {
            if (step.after().size() > 1)
            {
                throw new IllegalArgumentException("stage " + step.name() + " comes after " + step.after() +
                        ", which would be two copies of each event");
            }
            boolean isFirst = step.after().isEmpty();
            Wire wire = wires.make(setup.ring(), isFirst ? setup.topology().producers() : 1);
            in.put(step.name(), wire);
            out.put(step.name(), new ArrayList<>());
            (isFirst ? heads : out.get(step.after().get(0))).add(wire);
        }
        for (Step step : work.steps())
        {
            Stage stage = new Stage(step.handler(), in.get(step.name()), List.copyOf(out.get(step.name())));
            threads.add(QueueSide.platformThread(step.name(), stage));
        }
    }

    private final class Stage implements Runnable, Consumer<BenchEvent>
    {
        private final EventHandler<BenchEvent> handler;
        private final Wire in;
        private final Wire[] out;
        private long sequence;

        Stage(EventHandler<BenchEvent> handler, Wire in, List<Wire> out)
        {
            this.handler = handler;
            this.in = in;
            this.out = out.toArray(Wire[]::new);
        }

        @Override
        public void run()
        {
            try
            {
                int looks = 0;
                while (true)
                {
                    if (in.poll(this, BATCH) > 0)
                    {
                        looks = 0;
                    }
                    else
                    {
                        Pause.between(looks++, waits);
                    }
                }
            }
            catch (InterruptedException e)
            {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void accept(BenchEvent event)
        {
            try
            {
                handler.onEvent(event, sequence++, false);
                for (Wire wire : out)
                {
                    put(wire, event);
                }
            }
            catch (InterruptedException e)
            {
                Thread.currentThread().interrupt();
            }
            catch (Exception e)
            {
                throw new IllegalStateException("a stage has failed", e);
            }
        }
    }

    private void put(Wire wire, BenchEvent event) throws InterruptedException
    {
        for (int looks = 0; !wire.offer(event); looks++)
        {
            Pause.between(looks, waits);
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
        BenchEvent event = published.get();
        event.value = value;
        for (int i = 0; i < heads.size(); i++)
        {
            put(heads.get(i), event);
        }
    }

    @Override
    public void close()
    {
        threads.forEach(Thread::interrupt);
        try
        {
            for (Thread thread : threads)
            {
                thread.join();
            }
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        onClose.run();
    }
}
