package io.ringmain.benchmarks.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

import io.ringmain.benchmarks.BenchException;
import io.ringmain.benchmarks.fork.WrongAnswer;

/**
 * Two processes of one group; the one that has the partition is killed under a small load. How long until the other's first
 * output can be read: from the kill, and from when the group has given the partition to it. Threading: the load has a thread of
 * its own.
 */
final class TakeoverRun
{
    /** The least that a broker allows by default. */
    private static final Map<String, String> SETTINGS = Map.of("consumer.session.timeout.ms", "6000",
            "consumer.heartbeat.interval.ms", "1000", "producer.linger.ms", "0");
    private static final int RECORDS_A_KEY = 2;
    private static final long LOAD_INTERVAL_NS = 1_000_000;
    private static final long LOADED_MS = 2_000;
    private static final int FETCH_BYTES = 1 << 20;
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final long PATIENCE_NS = 120_000_000_000L;

    private final SideJob job;
    private final int keys;
    private final BenchTopics topics;
    private volatile boolean enough;
    private volatile long sent;
    private volatile Exception failure;

    /**
     * Ready to run.
     *
     * @param keys of the partition that is taken over
     */
    TakeoverRun(SideJob job, int keys, BenchTopics topics)
    {
        this.job = job;
        this.keys = keys;
        this.topics = topics;
    }

    /** How many are counted before anything is killed. */
    static long records(int keys)
    {
        return (long) RECORDS_A_KEY * keys;
    }

    Map<String, List<Double>> run() throws Exception
    {
        topics.create(job.in());
        topics.createForOutput(job.out());
        sent = records(keys);
        Prefill.fill(job.bootstrap(), job.in(), new BenchRecords(keys), 0, sent);
        Map<String, List<Double>> figures;
        SideJob first = in("first");
        SideJob second = in("second");
        try (SideProcess one = SideProcess.start(first))
        {
            ThroughputPass.awaitCommit(first, sent, topics, one);
            Set<String> before = topics.owners(job.group());
            try (SideProcess other = SideProcess.start(second))
            {
                topics.awaitMembers(job.group(), 2);
                boolean kept = topics.owners(job.group()).equals(before);
                Thread load = new Thread(this::load, "load");
                load.start();
                figures = takeOver(kept ? one : other, kept ? other : one);
                enough = true;
                load.join();
                ThroughputPass.awaitCommit(job, sent, topics, kept ? other : one);
            }
        }
        if (failure != null)
        {
            throw failure;
        }
        OutputReader.readAll(topics, job.bootstrap(), job.out(),
                new Counted(new BenchRecords(keys), sent));
        return figures;
    }

    private SideJob in(String name) throws Exception
    {
        Path folder = Files.createDirectory(job.folder().resolve(name));
        Map<String, String> settings = new TreeMap<>(job.settings());
        settings.putAll(SETTINGS);
        return new SideJob(job.side(), job.work(), job.layout(), job.exactlyOnce(), job.bootstrap(), job.in(),
                job.out(),
                job.group(), folder, settings);
    }

    /** Kills one and times the other. */
    private Map<String, List<Double>> takeOver(SideProcess owner, SideProcess successor) throws Exception
    {
        Thread.sleep(LOADED_MS);
        Set<String> owners = topics.owners(job.group());
        TopicPartition out = new TopicPartition(job.out(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = Clients.reader(job.bootstrap(), job.out(), FETCH_BYTES))
        {
            owner.close();
            long killedNs = System.nanoTime();
            // what the killed one had written but not committed will be aborted and never seen
            long end = topics.end(job.out(), IsolationLevel.READ_UNCOMMITTED);
            consumer.seek(out, end);
            long assignedNs = 0;
            while (consumer.poll(LOOK).isEmpty())
            {
                successor.requireAlive();
                if (assignedNs == 0)
                {
                    Set<String> now = topics.owners(job.group());
                    assignedNs = now.isEmpty() || now.equals(owners) ? 0 : System.nanoTime();
                }
                if (System.nanoTime() - killedNs > PATIENCE_NS)
                {
                    throw new WrongAnswer("no output within " + PATIENCE_NS / 1_000_000_000 + " s of the kill" +
                            (assignedNs == 0 ? ", and no other owner" : ""));
                }
            }
            long outputNs = System.nanoTime();
            if (assignedNs == 0)
            {
                throw new BenchException("an output came before the group had another owner");
            }
            return Map.of("takeover", List.of((outputNs - assignedNs) / 1e6), "takeover-from-kill",
                    List.of((outputNs - killedNs) / 1e6));
        }
    }

    private void load()
    {
        BenchRecords records = new BenchRecords(keys);
        try (KafkaProducer<byte[], byte[]> producer = Clients.producer(job.producer()))
        {
            long number = sent;
            while (!enough)
            {
                records.fill(number++, 0);
                producer.send(new ProducerRecord<>(job.in(), 0, records.key(), records.value())).get();
                sent = number;
                LockSupport.parkNanos(LOAD_INTERVAL_NS);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }
    }
}
