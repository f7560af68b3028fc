package io.ringmain.benchmarks.engine;

import java.util.HashMap;
import java.util.Map;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;

/** The Disruptor as its documentation recommends it: single-producer where one thread publishes, a claim and {@code publish}. */
final class DisruptorSide implements Side
{
    private final Disruptor<BenchEvent> disruptor;
    private final RingBuffer<BenchEvent> ring;
    private final int batch;
    private final Waits waits;

    DisruptorSide(Setup setup, Work work)
    {
        disruptor = new Disruptor<>(BenchEvent::new, setup.ring(), DaemonThreadFactory.INSTANCE,
                setup.topology().producers() == 1 ? ProducerType.SINGLE : ProducerType.MULTI,
                setup.waits().newStrategy());
        if (setup.arrangement() == Arrangement.TOGETHER)
        {
            handle(work.inOne());
        }
        else
        {
            handleEach(work);
        }
        ring = disruptor.start();
        batch = setup.topology().batch();
        waits = setup.waits();
    }

    // a generic array of one handler, which the Disruptor does not write to
    @SuppressWarnings("unchecked")
    private void handle(EventHandler<BenchEvent> handler)
    {
        disruptor.handleEventsWith(handler);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void handleEach(Work work)
    {
        Map<String, EventHandler<BenchEvent>> handlers = new HashMap<>();
        for (Step step : work.steps())
        {
            handlers.put(step.name(), step.handler());
            if (step.after().isEmpty())
            {
                handle(step.handler());
            }
            else
            {
                EventHandler[] before = step.after().stream().map(handlers::get).toArray(EventHandler[]::new);
                disruptor.after(before).handleEventsWith(step.handler());
            }
        }
    }

    @Override
    public void publish(long first, long count) throws InterruptedException
    {
        if (batch == 1)
        {
            publishSingly(first, count);
        }
        else
        {
            publishInBatches(first, count);
        }
    }

    private void publishSingly(long first, long count) throws InterruptedException
    {
        for (long value = first; value < first + count; value++)
        {
            send(value);
        }
    }

    private void publishInBatches(long first, long count) throws InterruptedException
    {
        long end = first + count;
        long value = first;
        while (value < end)
        {
            int size = (int) Math.min(batch, end - value);
            long high = claim(size);
            long low = high - size + 1;
            for (long sequence = low; sequence <= high; sequence++)
            {
                ring.get(sequence).value = value++;
            }
            ring.publish(low, high);
        }
    }

    @Override
    public void send(long value) throws InterruptedException
    {
        long sequence = claim(1);
        ring.get(sequence).value = value;
        ring.publish(sequence);
    }

    /** At a full ring {@code next} parks, whatever the strategy; this waits as told. The exception is made once and has no stack. */
    private long claim(int count) throws InterruptedException
    {
        for (int looks = 0; true; looks++)
        {
            try
            {
                return ring.tryNext(count);
            }
            catch (InsufficientCapacityException full)
            {
                Pause.between(looks, waits);
            }
        }
    }

    @Override
    public void close()
    {
        disruptor.halt();
    }
}
