package io.ringmain.benchmarks.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.LatencyTrack;
import io.ringmain.benchmarks.load.LoadedPath;
import io.ringmain.benchmarks.load.OpenLoad;
import io.ringmain.benchmarks.load.Schedule;

/**
 * To a topic, through a side in a process of its own, to another topic and back: a record has come through when a read_committed
 * consumer has it. Load and consumer are in this JVM, so that one clock serves both. Threading: the load has a thread of its own.
 */
public final class KafkaPath implements LoadedPath
{
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int FETCH_BYTES = 1 << 20;
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final int KEYS = KafkaEffort.FULL.keys();

    /** Of a side, by name: what it is, and whether exactly once. */
    private record Kind(Side side, boolean exactlyOnce)
    {}

    private static final Map<String, Kind> SIDES = new LinkedHashMap<>();

    static
    {
        SIDES.put("ringmain", new Kind(Side.RINGMAIN, true));
        SIDES.put("ringmain-at-least-once", new Kind(Side.RINGMAIN, false));
        SIDES.put("transactional-loop", new Kind(Side.TRANSACTIONAL_LOOP, true));
        SIDES.put("bare-loop", new Kind(Side.BARE_LOOP, false));
        SIDES.put("streams", new Kind(Side.STREAMS, true));
    }

    private final LatencyTrack latency = new LatencyTrack();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final SideJob job;
    private final BenchTopics topics;
    private final BenchRecords records;
    private final PassedOn answer;
    private final SideProcess side;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private long sent;

    /** Makes both topics and waits until the side has passed the first record on. */
    KafkaPath(SideJob job, int keys, BenchTopics topics) throws IOException
    {
        this.job = job;
        this.topics = topics;
        records = new BenchRecords(keys);
        answer = new PassedOn(new BenchRecords(keys), Long.MAX_VALUE);
        topics.create(job.in());
        topics.create(job.out());
        side = SideProcess.start(job);
        consumer = Clients.reader(job.bootstrap(), job.out(), FETCH_BYTES);
        producer = Clients.producer(job.producer());
        try
        {
            send(sent++, System.nanoTime());
            read(1, false);
        }
        catch (IOException | RuntimeException | Error e)
        {
            close();
            throw e;
        }
    }

    /**
     * Who there is.
     *
     * @return names, ours first
     */
    public static List<String> sides()
    {
        return List.copyOf(SIDES.keySet());
    }

    /**
     * Starts a side and waits until it is at work.
     *
     * @param name      one of {@link #sides()}
     * @param bootstrap of a broker
     * @param group     begins the names of topics and whatever else is made there
     * @param folder    for what the side writes; exists
     * @return at work
     * @throws IOException when the process cannot be started
     */
    public static KafkaPath through(String name, String bootstrap, String group, Path folder) throws IOException
    {
        KafkaLogging.apply();
        Kind kind = SIDES.get(name);
        Map<String, String> settings = new TreeMap<>(Tuning.latency());
        if (kind.side() == Side.RINGMAIN)
        {
            settings.keySet().removeAll(Tuning.NODE_CHOOSES);
        }
        return new KafkaPath(new SideJob(kind.side(), Measure.LATENCY.work(), Measure.LATENCY.layout(),
                kind.exactlyOnce(), bootstrap, group + "-in", group + "-out", group, folder, settings), KEYS,
                new BenchTopics(bootstrap));
    }

    @Override
    public void run(Schedule schedule, long events) throws Exception
    {
        Thread load = new Thread(() -> load(schedule, events), "load");
        load.start();
        read(sent + events, true);
        load.join();
        sent += events;
    }

    private void load(Schedule schedule, long events)
    {
        try
        {
            long[] number = {sent};
            OpenLoad.sendSleeping(schedule, events, dueNs -> send(number[0]++, dueNs));
        }
        catch (Throwable e)
        {
            failure.compareAndSet(null, e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of whatever the future would
    private void send(long number, long dueNs)
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

    private void read(long until, boolean isTimed) throws IOException
    {
        long aliveNs = System.nanoTime();
        while (answer.taken() < until)
        {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL))
            {
                // read for each: checking those before it took its time
                long nowNs = System.nanoTime();
                if (isTimed)
                {
                    latency.record(BenchRecords.dueNs(record.value()), nowNs);
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

    SideProcess side()
    {
        return side;
    }

    @Override
    public LatencyTrack latency()
    {
        return latency;
    }

    @Override
    public void close()
    {
        try (topics; consumer; producer)
        {
            side.close();
            topics.deleteAll(job.group() + '-');
        }
    }
}
