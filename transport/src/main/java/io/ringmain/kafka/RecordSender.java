package io.ringmain.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * What stands between a lane's records and its producer: nothing, or packing. A record that has a key goes where Kafka's own
 * partitioner would send it, one without to a partition that changes from pack to pack.
 *
 * <p>
 * Owner: the lane.
 */
final class RecordSender
{
    /** Takes what goes to the broker. */
    @FunctionalInterface
    interface Target
    {
        void send(ProducerRecord<byte[], byte[]> record);
    }

    private final boolean packs;
    private final ToIntFunction<String> partitions;
    private final Map<String, PackedRecords[]> open = new HashMap<>();
    private int anyPartition;

    /** Without packing, records go straight through. */
    RecordSender(boolean packs, ToIntFunction<String> partitions)
    {
        this.packs = packs;
        this.partitions = partitions;
    }

    void send(ProducerRecord<byte[], byte[]> record, Target target)
    {
        if (!packs)
        {
            target.send(record);
            return;
        }
        PackedRecords[] ofTopic = open.computeIfAbsent(record.topic(),
                topic -> new PackedRecords[partitions.applyAsInt(topic)]);
        int partition = partition(record, ofTopic.length);
        PackedRecords pack = ofTopic[partition];
        if (pack == null)
        {
            pack = new PackedRecords(record.topic(), partition);
            ofTopic[partition] = pack;
        }
        pack.add(record);
        if (pack.isFull())
        {
            target.send(pack.take());
        }
    }

    private int partition(ProducerRecord<byte[], byte[]> record, int count)
    {
        if (record.partition() != null)
        {
            return record.partition();
        }
        return record.key() == null
                ? anyPartition % count
                : Utils.toPositive(Utils.murmur2(record.key())) % count;
    }

    /** What is packed and not full goes, too. */
    void flush(Target target)
    {
        if (!packs)
        {
            return;
        }
        for (PackedRecords[] ofTopic : open.values())
        {
            for (PackedRecords pack : ofTopic)
            {
                if (pack != null && pack.count() > 0)
                {
                    target.send(pack.take());
                }
            }
        }
        anyPartition = anyPartition + 1 & Integer.MAX_VALUE;
    }

    /** What is packed will not be sent: the lane sends it again. */
    void clear()
    {
        open.clear();
    }
}
