package io.ringmain.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.agrona.concurrent.EpochNanoClock;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.kafka.EgressOptions;
import io.ringmain.kafka.KafkaEgress;

/**
 * The bridge from a file to Kafka: each flight becomes a record of the input topic, keyed by origin.
 *
 * <p>
 * The first {@value #ONE_BY_ONE} go one by one, each when the result of the one before is back: they open the connections
 * and let a broker warm up that has just started. Then the schedule begins, open loop: flight n is due n / rate after that
 * whatever happens downstream, and bears the time at which it was due.
 *
 * <p>
 * Owner: the thread that calls {@link #run()}. Readers: any thread, {@link #sent()}.
 */
public final class FlightFeed implements AutoCloseable
{
    /** Fed one by one before the schedule begins. */
    public static final int ONE_BY_ONE = 200;

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long PATIENCE_FOR_ONE_NS = 3 * NS_PER_SECOND;
    private static final long LOOK_AGAIN_NS = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FlightFile file;
    private final long perSecond;
    private final EpochNanoClock clock;
    private final KafkaEgress<FlightFile> egress;
    private final LongSupplier back;
    private final AtomicLong sent = new AtomicLong();
    private long dueNs;
    private boolean oneByOne = true;
    private volatile boolean closed;

    /**
     * Connects to Kafka; sends nothing yet.
     *
     * @param file      the flights
     * @param perSecond how many to send; 0 for as fast as Kafka takes them
     * @param bootstrap of the Kafka cluster
     * @param clock     the clock of the header that later latency counts from
     * @param back      how many flights are accounted for
     */
    public FlightFeed(FlightFile file, long perSecond, String bootstrap, EpochNanoClock clock,
            LongSupplier back)
    {
        this.back = back;
        this.file = file;
        this.perSecond = perSecond;
        this.clock = clock;
        this.egress = KafkaEgress.start(EgressOptions.of("feed", bootstrap, FlightsApp.INPUT_TOPIC), this::record);
    }

    /**
     * Sends the whole file and waits until Kafka has it all.
     *
     * @throws UncheckedIOException                when the file cannot be read to its end
     * @throws io.ringmain.kafka.EgressException when Kafka does not take a record
     */
    public void run()
    {
        try
        {
            long startNs = clock.nanoTime();
            for (long n = 0; !closed && file.next(); n++)
            {
                if (n <= ONE_BY_ONE)
                {
                    awaitBack(n);
                    startNs = clock.nanoTime();
                }
                dueNs = due(startNs, n - ONE_BY_ONE);
                awaitDue();
                egress.onEvent(file, n, true);
                sent.lazySet(n + 1);
            }
            egress.awaitAcknowledged(PATIENCE);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * How many flights were handed to Kafka.
     *
     * @return a count
     */
    public long sent()
    {
        return sent.getAcquire();
    }

    /** Ends a run that is under way, as soon as the flight at hand is sent. */
    @Override
    public void close()
    {
        closed = true;
        egress.close();
    }

    private ProducerRecord<byte[], byte[]> record(FlightFile flight)
    {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(FlightsApp.INPUT_TOPIC,
                flight.origin().getBytes(UTF_8), flight.payload());
        SentHeader.write(record.headers(), dueNs);
        return record;
    }

    private long due(long startNs, long n)
    {
        return n <= 0 || perSecond == 0
                ? clock.nanoTime()
                : startNs + n / perSecond * NS_PER_SECOND + n % perSecond * NS_PER_SECOND / perSecond;
    }

    /** Should one be lost on its way, that will show in the account; the others go without waiting. */
    private void awaitBack(long flights)
    {
        long deadlineNs = clock.nanoTime() + PATIENCE_FOR_ONE_NS;
        while (back.getAsLong() < flights && oneByOne && !closed)
        {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
            oneByOne = clock.nanoTime() < deadlineNs;
        }
    }

    private void awaitDue()
    {
        long leftNs = dueNs - clock.nanoTime();
        while (leftNs > 0 && !closed)
        {
            LockSupport.parkNanos(leftNs);
            leftNs = dueNs - clock.nanoTime();
        }
    }
}
