package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.failure.FailurePolicy;
import io.ringmain.monitor.Stall;

/** Reads real recordings. */
@Timeout(60)
class FlightRecordingTest
{
    @TempDir
    private Path folder;

    private final Recording recording = new Recording();

    @BeforeEach
    void start()
    {
        recording.enable("io.ringmain.Stall");
        recording.enable("io.ringmain.SlowBatch");
        recording.enable("io.ringmain.StageFailure");
        recording.start();
    }

    @AfterEach
    void close()
    {
        recording.close();
    }

    @Test
    void shouldRecordAStallAndItsEnd() throws Exception
    {
        CountDownLatch hang = new CountDownLatch(1);
        BlockingQueue<Stall> told = new LinkedBlockingQueue<>();
        try (Pipeline<Order> orders = Pipeline.builder("stalls", Order::new).capacity(16)
                .watchdog(Duration.ofMillis(100), told::add)
                .stage("match", (order, sequence, endOfBatch) -> hang.await()).lane("one").start())
        {
            orders.publisher().publish(order -> order.id = 1);
            told.take();
            hang.countDown();
            told.take();
        }

        List<RecordedEvent> stalls = recorded("io.ringmain.Stall", "stalls");

        assertEquals(List.of(false, true), stalls.stream().map(stall -> stall.getBoolean("resumed")).toList());
        RecordedEvent stall = stalls.get(0);
        assertEquals("one", stall.getString("lane"));
        assertEquals("match", stall.getString("stages"));
        assertEquals(-1, stall.getLong("sequence"));
        assertEquals(1, stall.getLong("waitingEvents"));
        assertTrue(stall.getDuration("stalled").toMillis() >= 100);
        assertTrue(stall.getString("at").contains("park"), stall.getString("at"));
    }

    @Test
    void shouldRecordSlowBatchesThoughThePipelineEndsSoon() throws Exception
    {
        try (Pipeline<Order> orders = Pipeline.builder("slow", Order::new).capacity(16).slowBatch(Duration.ZERO)
                .stage("match", (order, sequence, endOfBatch) -> System.nanoTime()).lane("one").start())
        {
            orders.publisher().publish(order -> order.id = 1);
        }

        List<RecordedEvent> slow = recorded("io.ringmain.SlowBatch", "slow");

        assertEquals(1, slow.size());
        assertEquals("one", slow.get(0).getString("lane"));
        assertEquals("match", slow.get(0).getString("stages"));
        assertEquals(0, slow.get(0).getLong("lastSequence"));
        assertEquals(1, slow.get(0).getLong("batches"));
        assertTrue(slow.get(0).getDuration("took").toNanos() > 0);
    }

    @Test
    void shouldRecordEveryFailureThatCostAnEventAndTheOneThatHalts() throws Exception
    {
        Pipeline<Order> orders = Pipeline.builder("fails", Order::new).capacity(16)
                .stage("skips", (order, sequence, endOfBatch) -> refuse(order, 1)).onFailure(FailurePolicy.skip())
                .stage("halts", (order, sequence, endOfBatch) -> refuse(order, 2)).after("skips").build();
        var invoker = orders.startInvoked();
        orders.publisher().publish(order -> order.id = 1);
        orders.publisher().publish(order -> order.id = 2);
        while (orders.failure().isEmpty())
        {
            invoker.invoke();
        }
        orders.close(Duration.ofSeconds(1));

        List<RecordedEvent> failures = recorded("io.ringmain.StageFailure", "fails");

        assertEquals(List.of("skips 0 skipped", "halts 1 halted"),
                failures.stream().map(FlightRecordingTest::inShort).toList());
        assertEquals("java.lang.IllegalArgumentException: order 1 is refused",
                failures.get(0).getString("failure"));
        assertTrue(failures.get(0).getString("at").contains("FlightRecordingTest.refuse"),
                failures.get(0).getString("at"));
    }

    private static void refuse(Order order, long id)
    {
        if (order.id == id)
        {
            throw new IllegalArgumentException("order " + id + " is refused");
        }
    }

    private static String inShort(RecordedEvent failure)
    {
        return failure.getString("stage") + " " + failure.getLong("sequence") + " " + failure.getString("outcome");
    }

    private List<RecordedEvent> recorded(String event, String pipeline) throws IOException
    {
        recording.stop();
        Path file = folder.resolve("flight.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(recorded -> recorded.getEventType().getName().equals(event))
                .filter(recorded -> recorded.getString("pipeline").equals(pipeline)).toList();
    }
}
