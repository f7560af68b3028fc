package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.ringmain.monitor.IntervalLog;

@Timeout(30)
class LatencyLogTest
{
    private static final int EVENTS = 5_000;

    @Test
    void shouldHoldEveryEventOfEveryStageWhenThePipelineHasBeenClosed() throws InterruptedException
    {
        CountDownLatch intervals = new CountDownLatch(5);
        boolean[] closed = new boolean[1];
        ByteArrayOutputStream out = new ByteArrayOutputStream()
        {
            @Override
            public void flush()
            {
                intervals.countDown();
            }

            @Override
            public void close()
            {
                closed[0] = true;
            }
        };
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64).stage("risk check", this::ignore)
                .lane("one").stage("match", this::ignore).after("risk check").lane("two").start();
        IntervalLog log = orders.logLatency(out, Duration.ofMillis(1));
        for (int i = 0; i < EVENTS; i++)
        {
            orders.publisher().publish(order -> order.id = 1);
            // somebody else who reads takes nothing away
            if (i % 1_000 == 0)
            {
                orders.latency();
            }
        }
        intervals.await();

        orders.close();
        log.close();

        assertEquals(Map.of("risk_check", (long) EVENTS, "match", (long) EVENTS), read(out.toByteArray()));
        assertEquals(EVENTS, orders.latency().get("match").getTotalCount());
        assertTrue(!closed[0], "the stream is the caller's");
    }

    @Test
    void shouldHoldNoMoreThanWhatCameBeforeItWasClosed()
    {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64).stage("match", this::ignore)
                .build();
        var invoker = orders.startInvoked();
        orders.publisher().publish(order -> order.id = 1);
        invoker.invoke();
        IntervalLog log = orders.logLatency(out, Duration.ofHours(1));
        orders.publisher().publish(order -> order.id = 2);
        invoker.invoke();

        log.close();
        orders.publisher().publish(order -> order.id = 3);
        orders.close();

        assertEquals(Map.of("match", 1L), read(out.toByteArray()));
    }

    @Test
    void shouldRefuseToLogWhatIsClosedAndIntervalsThatAreNone()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).capacity(64).stage("match", this::ignore)
                .start();

        IllegalArgumentException none = assertThrows(IllegalArgumentException.class,
                () -> orders.logLatency(OutputStream.nullOutputStream(), Duration.ZERO));
        orders.close();
        IllegalStateException closed = assertThrows(IllegalStateException.class,
                () -> orders.logLatency(OutputStream.nullOutputStream(), Duration.ofSeconds(1)));

        assertEquals("the latency log of pipeline \"orders\" is to write every PT0S: it must be PT0.001S at least",
                none.getMessage());
        assertEquals("pipeline \"orders\" is closed: there is nothing more to log", closed.getMessage());
    }

    private void ignore(Order order, long sequence, boolean endOfBatch)
    {
        // its latency is what counts
    }

    private static Map<String, Long> read(byte[] log)
    {
        Map<String, Long> events = new HashMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log)))
        {
            while (reader.hasNext())
            {
                Histogram interval = (Histogram) reader.nextIntervalHistogram();
                events.merge(interval.getTag(), interval.getTotalCount(), Long::sum);
            }
        }
        return events;
    }
}
