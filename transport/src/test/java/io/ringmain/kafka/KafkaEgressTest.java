package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaEgressTest
{
    private static final Duration SOON = Duration.ofSeconds(10);

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
    void shouldCopyATopicWholeWhenIngressFeedsEgress() throws Exception
    {
        broker.fill("source", 3_000);
        broker.topics().ensure("target", 2);
        FakeRing ring = new FakeRing(64);
        List<String> sent = new ArrayList<>();
        try (KafkaEgress<Note> egress = egress("target", Note.writerTo("target"));
                KafkaIngress ingress = KafkaIngress.start(IngressOptions.of("test", broker.bootstrap(), "source"), ring,
                        Note::read))
        {
            while (sent.size() < 3_000)
            {
                Await.until(10, () -> ring.poll(note ->
                {
                    sent.add(note.whole());
                    egress.onEvent(note, sent.size(), true);
                }), sent::size);
            }
            egress.awaitAcknowledged(SOON);

            assertEquals(3_000, egress.sent());
            assertEquals(3_000, egress.acknowledged());
            assertEquals(3_000, ingress.published());
        }

        assertEquals(byPartition(sent), byPartition(read("target", 3_000)));
        assertEquals(Map.of(0, 1_500L, 1, 1_500L), broker.topics().endOffsets("target"));
    }

    @Test
    void shouldSendNothingWhenTheWriterReturnsNull()
    {
        broker.topics().ensure("filtered", 1);
        try (KafkaEgress<Note> egress = egress("filtered", note -> null))
        {
            egress.onEvent(new Note(), 0, true);
            egress.awaitAcknowledged(SOON);

            assertEquals(0, egress.sent());
        }
        assertEquals(Map.of(0, 0L), broker.topics().endOffsets("filtered"));
    }

    @Test
    void shouldRecordEachLatencyWhenAcknowledged()
    {
        broker.topics().ensure("timed", 1);
        try (KafkaEgress<Note> egress = egress("timed", Note.writerTo("timed")))
        {
            long startNs = System.nanoTime();
            for (int i = 0; i < 50; i++)
            {
                egress.onEvent(note(i), i, false);
            }
            egress.awaitAcknowledged(SOON);
            long tookNs = System.nanoTime() - startNs;

            Histogram latency = egress.latency();
            assertEquals(50, latency.getTotalCount());
            assertTrue(latency.getMinValue() > 10_000, "nanoseconds: " + latency.getMinValue());
            assertTrue(latency.getMaxValue() < tookNs * 1.01, latency.getMaxValue() + " of " + tookNs);
            assertEquals(50, egress.latency().getTotalCount(), "asking takes nothing away");
        }
    }

    @Test
    void shouldStopAtOnceWhenARecordCannotBeSent()
    {
        broker.topics().ensure("large", 1);
        byte[] large = new byte[2_000_000];
        KafkaEgress<Note> egress = egress("large", note -> new ProducerRecord<>("large", large));

        EgressException first = assertThrows(EgressException.class, () -> egress.onEvent(note(0), 0, true));
        EgressException second = assertThrows(EgressException.class, () -> egress.onEvent(note(1), 1, true));

        assertInstanceOf(RecordTooLargeException.class, first.getCause());
        assertSame(first.getCause(), second.getCause());
        assertSame(first.getCause(), egress.failure().orElseThrow());
        assertEquals(1, egress.sent());
        assertThrows(EgressException.class, () -> egress.awaitAcknowledged(SOON));
        egress.close();
        assertEquals(Map.of(0, 0L), broker.topics().endOffsets("large"));
    }

    @Test
    void shouldSayHowManyWhenTheDeadlinePassesUnacknowledged()
    {
        broker.topics().ensure("late", 1);
        EgressOptions lingering = EgressOptions.of("test", broker.bootstrap(), "late")
                .withLinger(Duration.ofSeconds(1));
        try (KafkaEgress<Note> egress = KafkaEgress.start(lingering, Note.writerTo("late")))
        {
            egress.onEvent(note(0), 0, true);

            EgressException e = assertThrows(EgressException.class,
                    () -> egress.awaitAcknowledged(Duration.ofMillis(20)));

            assertTrue(e.getMessage().contains("1 of 1"), e.getMessage());
            egress.awaitAcknowledged(SOON);
        }
    }

    @Test
    void shouldNameTheTopicWhenThereIsNone()
    {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> egress("absent", Note.writerTo("absent")));

        assertTrue(e.getMessage().contains("\"absent\""), e.getMessage());
    }

    private static KafkaEgress<Note> egress(String topic, RecordWriter<Note> writer)
    {
        return KafkaEgress.start(EgressOptions.of("test", broker.bootstrap(), topic), writer);
    }

    private static List<String> read(String topic, int count)
    {
        FakeRing ring = new FakeRing(1 << 14);
        List<String> notes = new ArrayList<>();
        try (KafkaIngress ingress = KafkaIngress.start(IngressOptions.of("check", broker.bootstrap(), topic), ring,
                Note::read))
        {
            Await.until(10, () -> ingress.published() >= count && ingress.lag() == 0, ingress::published);
        }
        while (ring.poll(note -> notes.add(note.whole())))
        {
            // until it is empty
        }
        return notes;
    }

    /** Kafka keeps an order within each partition only. */
    private static Map<Character, List<String>> byPartition(List<String> notes)
    {
        return notes.stream().collect(Collectors.groupingBy(whole -> whole.charAt(0)));
    }

    private static Note note(int number)
    {
        Note note = new Note();
        note.position(0, number);
        note.text = Integer.toString(number);
        note.headers = new RecordHeaders();
        return note;
    }
}
