package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;
import io.ringmain.kafka.KafkaSink.Placing;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSource.Polled;

/** What becomes of the bridges when the broker is killed, comes back, or was never there. */
final class OutageTest
{
    @TempDir
    private Path directory;
    private BrokerOptions options;

    @BeforeEach
    void choose()
    {
        options = BrokerOptions.in(directory.resolve("data"), directory.resolve("broker.log"));
    }

    @Test
    void shouldFailWithinItsBoundWhenTheBrokerIsKilledForGood() throws Exception
    {
        try (BrokerProcess broker = BrokerProcess.start(options))
        {
            EgressOptions bounded = EgressOptions.of("test", broker.bootstrap(), create(broker, "out"))
                    .withBounds(Duration.ofMillis(500), Duration.ofSeconds(3));
            KafkaEgress<Integer> egress = KafkaEgress.start(bounded, OutageTest::record);
            egress.onEvent(0, 0, true);
            egress.awaitAcknowledged(Duration.ofSeconds(5));

            broker.kill();
            long killedNs = System.nanoTime();
            long longestNs = 0;
            EgressException failed = null;
            for (int i = 1; failed == null && System.nanoTime() - killedNs < TimeUnit.SECONDS.toNanos(20); i++)
            {
                long startNs = System.nanoTime();
                failed = offer(egress, i);
                longestNs = Math.max(longestNs, System.nanoTime() - startNs);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
            }
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killedNs);
            long longestMs = TimeUnit.NANOSECONDS.toMillis(longestNs);

            assertTrue(failed != null && tookMs < 6_000, "failed after " + tookMs + " ms: " + failed);
            assertTrue(failed.getMessage().contains(broker.bootstrap()), failed.getMessage());
            assertTrue(longestMs < 1_000, "one send blocked for " + longestMs + " ms");
            long startNs = System.nanoTime();
            egress.close();
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(6));
        }
    }

    @Test
    void shouldEndASinkWithoutAHoleWhenTheBrokerIsKilledForGood() throws Exception
    {
        try (BrokerProcess broker = BrokerProcess.start(options))
        {
            KafkaSink sink = KafkaSink.open(broker.bootstrap(), create(broker, "out"), Placing.AS_IT_WAS, Map.of(),
                    notice ->
                    {}, Duration.ofSeconds(3));
            LogRecord record = new LogRecord().value(new byte[] {1});
            for (int i = 0; i < 10; i++)
            {
                sink.write(record);
            }
            Await.until(5, () -> sink.acknowledged() == 10, sink::acknowledged);

            broker.kill();
            EgressException failed = assertThrows(EgressException.class, () ->
            {
                while (true)
                {
                    sink.write(record);
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
                }
            });

            assertTrue(failed.getMessage().contains("nothing more is sent"), failed.getMessage());
            assertThrows(EgressException.class, () -> sink.write(record));
            assertThrows(EgressException.class, sink::flush);
            // whoever goes on behind what is acknowledged leaves nothing out
            assertEquals(10, sink.acknowledged());
            sink.close();
        }
    }

    @Test
    void shouldCommitLaterForAGroupWhenTheBrokerIsAwayForAWhile() throws Exception
    {
        BrokerProcess first = BrokerProcess.start(options);
        String topic = create(first, "in");
        LogRecord record = new LogRecord().value(new byte[] {1});
        try (KafkaSink sink = KafkaSink.open(first.bootstrap(), topic, Placing.AS_IT_WAS, Map.of(), notice ->
        {}))
        {
            for (int i = 0; i < 10; i++)
            {
                sink.write(record);
            }
        }
        try (KafkaSource source = KafkaSource
                .open(new KafkaSourceOptions(first.bootstrap(), topic, "g", Map.of(), true, Map.of())))
        {
            int read = 0;
            while (read < 10 || source.next(record) != Polled.NOTHING_YET)
            {
                read += read < 10 && source.next(record) == Polled.RECORD ? 1 : 0;
            }

            first.kill();
            long tookNs = 0;
            while (tookNs < TimeUnit.SECONDS.toNanos(1))
            {
                // a commit that is tried waits for an answer
                long startNs = System.nanoTime();
                source.taken(10);
                tookNs = System.nanoTime() - startNs;
            }

            try (BrokerProcess second = BrokerProcess.start(first.again());
                    Topics topics = Topics.connect(second.bootstrap()))
            {
                Await.until(30, () ->
                {
                    source.next(record);
                    source.taken(10);
                    return topics.committedOffsets("g", topic).equals(Map.of(0, 10L));
                }, () -> topics.committedOffsets("g", topic));
            }
        }
    }

    @Test
    void shouldBlockTheLaneNoLongerThanToldWhenTheBrokerHangs() throws Exception
    {
        try (BrokerProcess broker = BrokerProcess.start(options))
        {
            byte[] value = new byte[10_000];
            EgressOptions bounded = EgressOptions.of("test", broker.bootstrap(), create(broker, "out"))
                    .withBounds(Duration.ofMillis(400), Duration.ofSeconds(20))
                    .withOverrides(Map.of("buffer.memory", "500000"));
            KafkaEgress<Integer> egress = KafkaEgress.start(bounded, number -> new ProducerRecord<>("out", value));
            egress.onEvent(0, 0, true);
            egress.awaitAcknowledged(Duration.ofSeconds(5));

            signal(broker, "-STOP");
            long startNs = 0;
            EgressException failed = null;
            for (int i = 1; failed == null && i < 200; i++)
            {
                startNs = System.nanoTime();
                failed = offer(egress, i);
            }
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
            signal(broker, "-CONT");

            assertTrue(failed != null, "2 MB in a buffer of 0.5 MB");
            assertInstanceOf(BufferExhaustedException.class, failed.getCause());
            assertTrue(tookMs >= 350 && tookMs < 1_500, tookMs + " ms");
            egress.close();
        }
    }

    @Test
    void shouldLoseAndRepeatNothingWhenTheBrokerIsKilledAndComesBack() throws Exception
    {
        BrokerProcess first = BrokerProcess.start(options);
        String topic = create(first, "out");
        FakeRing ring = new FakeRing(1 << 15);
        KafkaEgress<Integer> egress = KafkaEgress.start(
                EgressOptions.of("test", first.bootstrap(), topic).withBounds(Duration.ofSeconds(2),
                        Duration.ofSeconds(30)),
                OutageTest::record);
        KafkaIngress ingress = KafkaIngress.start(IngressOptions.of("test", first.bootstrap(), topic), ring,
                Note::read);
        CompletableFuture<BrokerProcess> second = new CompletableFuture<>();
        try
        {
            int sent = 0;
            while (egress.acknowledged() < 500)
            {
                egress.onEvent(sent, sent++, true);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
            }
            first.kill();
            second = CompletableFuture.supplyAsync(() -> BrokerProcess.start(first.again()));
            // sending goes on through the outage, and some way beyond
            while (!second.isDone() || sent < 5_000)
            {
                egress.onEvent(sent, sent++, true);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
            }
            egress.awaitAcknowledged(Duration.ofSeconds(30));

            int all = sent;
            Await.until(20, () -> ingress.published() >= all && ingress.lag() == 0, ring::published);
            List<String> texts = new ArrayList<>();
            while (ring.poll(note -> texts.add(note.text)))
            {
                // until it is empty
            }
            assertEquals(all, texts.size());
            assertEquals(all, new HashSet<>(texts).size());
            AtomicInteger next = new AtomicInteger();
            texts.forEach(text -> assertEquals(next.getAndIncrement(), Integer.parseInt(text)));
            assertTrue(ingress.isRunning(), () -> ingress.failure().toString());
        }
        finally
        {
            ingress.close();
            egress.close();
            first.close();
            second.join().close();
        }
    }

    @Test
    void shouldSayUnreachableWhenNobodyListens() throws IOException
    {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
        {
            port = free.getLocalPort();
        }
        String bootstrap = "127.0.0.1:" + port;

        // it gives up after 5 s; a machine with other work may need longer, and only for ever would be wrong
        KafkaUnreachableException e = assertTimeout(Duration.ofSeconds(30),
                () -> assertThrows(KafkaUnreachableException.class,
                        () -> KafkaIngress.start(IngressOptions.of("test", bootstrap, "any"), new FakeRing(2),
                                Note::read)));

        assertTrue(e.getMessage().contains(bootstrap), e.getMessage());
    }

    @Test
    void shouldSayUnreachableWhenWhatListensIsNoKafka() throws IOException
    {
        // accepts, and never answers
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
        {
            String bootstrap = "127.0.0.1:" + mute.getLocalPort();

            KafkaUnreachableException e = assertThrows(KafkaUnreachableException.class,
                    () -> Topics.connect(bootstrap, Map.of(), Duration.ofSeconds(1)));

            assertTrue(e.getMessage().contains(bootstrap), e.getMessage());
        }
    }

    @Test
    void shouldSayUnreachableAtOnceWhenTheNameDoesNotResolve()
    {
        KafkaUnreachableException e = assertThrows(KafkaUnreachableException.class,
                () -> Topics.connect("no-such-host.invalid:9092"));

        assertTrue(e.getMessage().contains("no-such-host.invalid:9092"), e.getMessage());
    }

    private static String create(BrokerProcess broker, String topic)
    {
        try (Topics topics = Topics.connect(broker.bootstrap()))
        {
            assertEquals(1, topics.ensure(topic, 1));
            assertEquals(Map.of(0, 0L), topics.endOffsets(topic));
        }
        return topic;
    }

    private static ProducerRecord<byte[], byte[]> record(int number)
    {
        return new ProducerRecord<>("out", Note.bytes(Integer.toString(number)));
    }

    private static void signal(BrokerProcess broker, String signal) throws IOException, InterruptedException
    {
        assertEquals(0, new ProcessBuilder("kill", signal, Long.toString(broker.pid())).start().waitFor());
    }

    private static EgressException offer(KafkaEgress<Integer> egress, int number)
    {
        try
        {
            egress.onEvent(number, number, true);
            return null;
        }
        catch (EgressException e)
        {
            return e;
        }
    }
}
