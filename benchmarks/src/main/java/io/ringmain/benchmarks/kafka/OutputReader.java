package io.ringmain.benchmarks.kafka;

import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

import io.ringmain.benchmarks.fork.WrongAnswer;

/** Reads all that a side has committed to its output topic, behind the measuring. */
final class OutputReader
{
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FETCH_BYTES = 4 << 20;
    private static final long PATIENCE_NS = 30_000_000_000L;

    private OutputReader()
    {}

    /**
     * When the broker got the records.
     *
     * @param records  how many there are
     * @param firstMs  since 1970, the first
     * @param middleMs the same of the one in the middle
     * @param lastMs   the same of the last
     */
    record Seen(long records, long firstMs, long middleMs, long lastMs)
    {
        double seconds()
        {
            return Math.max(1, lastMs - firstMs) / 1e3;
        }

        /** Of the second half. */
        double laterSeconds()
        {
            return Math.max(1, lastMs - middleMs) / 1e3;
        }
    }

    /** Reads to the end, and lets an answer look at all of it. */
    static Seen readAll(BenchTopics topics, String bootstrap, String topic, Answer answer) throws InterruptedException
    {
        long end = settledEnd(topics, topic);
        TopicPartition only = new TopicPartition(topic, 0);
        long records = 0;
        long first = 0;
        long middle = 0;
        long last = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = Clients.reader(bootstrap, topic, FETCH_BYTES))
        {
            long aliveNs = System.nanoTime();
            while (consumer.position(only) < end)
            {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL))
                {
                    answer.take(record.key(), record.value());
                    last = record.timestamp();
                    first = records == 0 ? last : first;
                    // by the offset, since how many there are is not known before the end
                    middle = record.offset() <= end / 2 ? last : middle;
                    records++;
                    aliveNs = System.nanoTime();
                }
                if (System.nanoTime() - aliveNs > PATIENCE_NS)
                {
                    throw new WrongAnswer("the output ends at offset " + end + " and nothing comes from " +
                            consumer.position(only) + " on");
                }
            }
        }
        answer.end();
        return new Seen(records, first, middle, last);
    }

    /** The marks of transactions are written behind their commit. */
    private static long settledEnd(BenchTopics topics, String topic) throws InterruptedException
    {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (true)
        {
            long written = topics.end(topic, IsolationLevel.READ_UNCOMMITTED);
            long committed = topics.end(topic, IsolationLevel.READ_COMMITTED);
            if (written == committed)
            {
                return written;
            }
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new WrongAnswer("of " + written + " offsets of output only " + committed + " are committed");
            }
            Thread.sleep(1);
        }
    }
}
