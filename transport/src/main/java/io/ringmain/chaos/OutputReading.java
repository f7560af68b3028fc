package io.ringmain.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the whole committed output once more, by a consumer that has seen nothing of what went on. Threading: one thread.
 *
 * @param bootstrap  of the broker
 * @param partitions of the output
 * @param tick       called now and then
 * @param stop       asked now and then whether to give up
 */
record OutputReading(String bootstrap, int partitions, Runnable tick, BooleanSupplier stop)
{
    private static final Duration TURN = Duration.ofMillis(100);
    /** Longer than a transaction may last that nobody ends. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    OutputCheck readAll(OutputCheck check)
    {
        Map<TopicPartition, Long> ends = ends();
        KafkaConsumer<byte[], byte[]> consumer = Outputs.open(bootstrap, partitions, IsolationLevel.READ_COMMITTED);
        try
        {
            long lastNs = System.nanoTime();
            while (!isAtEnd(consumer, ends) && !stop.getAsBoolean())
            {
                int count = 0;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(TURN))
                {
                    count++;
                    check(record, check);
                }
                long nowNs = System.nanoTime();
                lastNs = count > 0 ? nowNs : lastNs;
                if (nowNs - lastNs > PATIENCE_NS)
                {
                    throw new ChaosFailure(
                            "The output cannot be read to its end: a transaction was left open by somebody who is gone. Read up to %s of %s"
                                    .formatted(positions(consumer, ends), ends));
                }
                tick.run();
            }
        }
        finally
        {
            Outputs.close(consumer);
        }
        check.end();
        return check;
    }

    /** Of everything, committed or not. */
    private Map<TopicPartition, Long> ends()
    {
        KafkaConsumer<byte[], byte[]> consumer = Outputs.open(bootstrap, partitions, IsolationLevel.READ_UNCOMMITTED);
        try
        {
            return consumer.endOffsets(Outputs.partitions(partitions));
        }
        finally
        {
            Outputs.close(consumer);
        }
    }

    private static boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends)
    {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static List<Long> positions(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends)
    {
        return ends.keySet().stream().map(consumer::position).toList();
    }

    private static void check(ConsumerRecord<byte[], byte[]> record, OutputCheck check)
    {
        String where = "output %d/%d".formatted(record.partition(), record.offset());
        OutputRecord output;
        try
        {
            output = OutputRecord.parse(record.key(), record.value());
        }
        catch (RuntimeException e)
        {
            check.unreadable(where, record.timestamp());
            return;
        }
        check.output(output, where, record.timestamp());
    }
}
