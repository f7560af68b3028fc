package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.failure.PipelineFailedException;

final class KafkaIngressTest
{
    @TempDir
    private static Path directory;
    private static SharedBroker broker;

    @BeforeAll
    static void startBroker()
    {
        broker = new SharedBroker(directory);
    }

    @AfterAll
    static void stopBroker()
    {
        broker.close();
    }

    @Test
    void shouldLoseAndRepeatNothingWhenTheRingIsTiny() throws Exception
    {
        broker.fill("tiny", 5_000);
        FakeRing ring = new FakeRing(4);
        try (KafkaIngress ingress = start("tiny", ring, Map.of()))
        {
            List<Note> notes = new ArrayList<>();
            // a reader that stalls for longer than the ingress waits before it pauses, goes on, and stalls again
            for (int stall = 1; stall <= 3; stall++)
            {
                long blockedNs = ingress.blockedNs();
                Await.until(10, () -> ingress.blockedNs() - blockedNs > TimeUnit.MILLISECONDS.toNanos(30),
                        ring::published);
                int enough = stall * 500;
                Await.until(10, () -> drain(ring, notes) && notes.size() >= enough, notes::size);
            }
            Await.until(20, () -> drain(ring, notes) && notes.size() >= 5_000, notes::size);

            assertEquals(expected(0, 0, 5_000), texts(notes, 0));
            assertEquals(expected(1, 0, 5_000), texts(notes, 1));
            assertTrue(ingress.blockedNs() > TimeUnit.MILLISECONDS.toNanos(50));
            assertEquals(5_000, ingress.published());
            Await.until(5, () -> ingress.lag() == 0, ingress::lag);
            assertFalse(ring.poll(note ->
            {}), "nothing twice");
        }
    }

    @Test
    void shouldStartWhereToldWhenPositionsAreGiven() throws Exception
    {
        broker.fill("positions", 100);
        FakeRing ring = new FakeRing(128);
        try (KafkaIngress ingress = start("positions", ring, Map.of(0, 30L, 1, 50L)))
        {
            List<Note> notes = new ArrayList<>();
            Await.until(10, () -> drain(ring, notes) && ingress.position(0) == 50, () -> notes);

            assertEquals(expected(0, 30, 100), texts(notes, 0));
            assertEquals(List.of(), texts(notes, 1));
            assertEquals(30, notes.get(0).position());
            assertEquals(50, ingress.position(1));

            // the topic goes on, and so does the ingress
            broker.fill("positions", 2);
            Await.until(10, () -> drain(ring, notes) && notes.size() == 22, () -> notes);
            assertEquals(50, notes.stream().filter(note -> note.partition() == 1).findFirst().orElseThrow().position());
        }
    }

    @Test
    void shouldStopAtTheRecordWhenTheReaderThrows() throws Exception
    {
        broker.fill("unreadable", 20);
        FakeRing ring = new FakeRing(64);
        RuntimeException bug = new IllegalArgumentException("no such side");
        try (KafkaIngress ingress = KafkaIngress.start(IngressOptions.of("test", broker.bootstrap(), "unreadable")
                .withFrom(Map.of(0, 0L, 1, 10L)), ring, (record, note) ->
                {
                    if (record.offset() == 7)
                    {
                        throw bug;
                    }
                    Note.read(record, note);
                }))
        {
            Await.until(10, () -> !ingress.isRunning(), ring::published);

            Throwable failure = ingress.failure().orElseThrow();
            assertInstanceOf(UnreadableRecordException.class, failure);
            assertTrue(failure.getMessage().contains("unreadable-0@7"), failure.getMessage());
            assertSame(bug, failure.getCause());
            assertEquals(7, ring.published());
            assertEquals(7, ingress.position(0));
        }
    }

    @Test
    void shouldStopWithTheCauseWhenThePipelineFails() throws Exception
    {
        broker.fill("refused", 10);
        FakeRing ring = new FakeRing(2);
        try (KafkaIngress ingress = start("refused", ring, Map.of()))
        {
            Await.until(10, () -> pausedFor(ingress, 5), ring::published);
            PipelineFailedException failed = new PipelineFailedException("stage match failed", new RuntimeException());

            ring.refuse(failed);

            Await.until(5, () -> !ingress.isRunning(), ring::published);
            assertSame(failed, ingress.failure().orElseThrow());
        }
    }

    @Test
    void shouldEndQuicklyWhenClosedBeforeAFullRing() throws Exception
    {
        broker.fill("closing", 10);
        FakeRing ring = new FakeRing(2);
        KafkaIngress ingress = start("closing", ring, Map.of());
        Await.until(10, () -> pausedFor(ingress, 5), ring::published);

        long startNs = System.nanoTime();
        ingress.close();

        assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(2));
        assertFalse(ingress.isRunning());
        assertTrue(ingress.failure().isEmpty(), () -> ingress.failure().toString());
        assertEquals(2, ingress.published());
        ingress.close();
    }

    @Test
    void shouldNameItsThreadWhenRunning() throws Exception
    {
        broker.fill("named", 1);
        try (KafkaIngress ingress = start("named", new FakeRing(2), Map.of()))
        {
            assertTrue(ingress.isRunning());
            assertTrue(Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("test/ingress")));
        }
    }

    @Test
    void shouldSayAllThatIsWrongWhenPositionsDoNotExist() throws Exception
    {
        broker.fill("wrong", 10);

        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> start("wrong", new FakeRing(2), Map.of(0, 6L, 5, 0L)));

        assertTrue(e.getMessage().contains("partition 0 has no offset 6, it goes from 0 to 5"), e.getMessage());
        assertTrue(e.getMessage().contains("no partition 5"), e.getMessage());
    }

    @Test
    void shouldNameTheTopicWhenThereIsNone()
    {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> start("absent", new FakeRing(2), Map.of()));

        assertTrue(e.getMessage().contains("\"absent\""), e.getMessage());
        assertEquals(0, broker.topics().partitions("absent"), "asking must not create it");
    }

    private static KafkaIngress start(String topic, FakeRing ring, Map<Integer, Long> from)
    {
        return KafkaIngress.start(IngressOptions.of("test", broker.bootstrap(), topic).withFrom(from), ring,
                Note::read);
    }

    private static boolean pausedFor(KafkaIngress ingress, int ms)
    {
        return ingress.blockedNs() > TimeUnit.MILLISECONDS.toNanos(ms);
    }

    private static boolean drain(FakeRing ring, List<Note> into)
    {
        while (ring.poll(note -> into.add(note.copy())))
        {
            // until it is empty
        }
        return true;
    }

    private static List<String> texts(List<Note> notes, int partition)
    {
        return notes.stream().filter(note -> note.partition() == partition).map(note -> note.text).toList();
    }

    /** What {@link SharedBroker#fill} put into a partition, from an offset on. */
    private static List<String> expected(int partition, int fromOffset, int count)
    {
        Stream<String> all = IntStream.range(0, count).filter(i -> i % 2 == partition).mapToObj(Integer::toString);
        return all.skip(fromOffset).toList();
    }
}
