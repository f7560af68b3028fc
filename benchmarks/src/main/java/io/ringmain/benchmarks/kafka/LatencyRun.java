package io.ringmain.benchmarks.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.OpenLoad;
import io.ringmain.benchmarks.load.Percentiles;
import io.ringmain.benchmarks.load.Schedule;

/**
 * From when a record was due to be sent until a read_committed consumer behind the side has it. Load and consumer are in this
 * JVM, so that one clock serves both. Threading: the load has a thread of its own.
 */
final class LatencyRun
{
    static final long PER_SECOND = 10_000;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int FETCH_BYTES = 1 << 20;
    private static final long PATIENCE_NS = 60_000_000_000L;

    private final SideJob job;
    private final KafkaEffort effort;
    private final BenchTopics topics;
    private final Histogram latency = Percentiles.newHistogram();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    LatencyRun(SideJob job, KafkaEffort effort, BenchTopics topics)
    {
        this.job = job;
        this.effort = effort;
        this.topics = topics;
    }

    Map<String, List<Double>> run() throws Exception
    {
        topics.create(job.in());
        topics.create(job.out());
        long warmUp = 1 + PER_SECOND * effort.latencyWarmUpMs() / 1_000;
        long count = warmUp + PER_SECOND * effort.latencyMs() / 1_000;
        PassedOn answer = new PassedOn(new BenchRecords(effort.keys()), count);
        Map<String, List<Double>> figures = new TreeMap<>();
        try (SideProcess side = SideProcess.start(job);
                KafkaConsumer<byte[], byte[]> consumer = Clients.reader(job.bootstrap(), job.out(), FETCH_BYTES);
                KafkaProducer<byte[], byte[]> producer = Clients.producer(job.producer()))
        {
            BenchRecords records = new BenchRecords(effort.keys());
            // the first shows that all of it is up
            send(producer, records, 0, System.nanoTime());
            read(consumer, answer, 1, Long.MAX_VALUE, side);
            Thread load = new Thread(() -> load(producer, records, count), "load");
            load.start();
            read(consumer, answer, count, warmUp, side);
            load.join();
            ThroughputPass.resources(side, count, figures);
        }
        answer.end();
        figures.putAll(Percentiles.of(latency));
        return figures;
    }

    private void load(KafkaProducer<byte[], byte[]> producer, BenchRecords records, long count)
    {
        try
        {
            Schedule schedule = OpenLoad.soon(PER_SECOND);
            long[] number = {1};
            OpenLoad.sendSleeping(schedule, count - 1, dueNs -> send(producer, records, number[0]++, dueNs));
        }
        catch (Throwable e)
        {
            failure.compareAndSet(null, e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of whatever the future would
    private void send(KafkaProducer<byte[], byte[]> producer, BenchRecords records, long number, long dueNs)
    {
        records.fill(number, dueNs);
        // the producer copies the bytes before it returns
        producer.send(new ProducerRecord<>(job.in(), 0, records.key(), records.value()), (metadata, e) ->
        {
            if (e != null)
            {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Reads until so many have come, and records the latency of those from one number on. */
    private void read(KafkaConsumer<byte[], byte[]> consumer, PassedOn answer, long until, long recordFrom,
            SideProcess side) throws IOException
    {
        long aliveNs = System.nanoTime();
        while (answer.taken() < until)
        {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL))
            {
                // read for each: checking those before it took its time
                long nowNs = System.nanoTime();
                if (answer.taken() >= recordFrom)
                {
                    latency.recordValue(Math.max(0, nowNs - BenchRecords.dueNs(record.value())));
                }
                answer.take(record.key(), record.value());
                aliveNs = nowNs;
            }
            side.requireAlive();
            if (failure.get() != null)
            {
                throw new IllegalStateException("the load failed: " + failure.get(), failure.get());
            }
            if (System.nanoTime() - aliveNs > PATIENCE_NS)
            {
                throw new WrongAnswer("of " + until + " records " + answer.taken() + " came out, and no more since " +
                        PATIENCE_NS / 1_000_000_000 + " s");
            }
        }
    }
}
