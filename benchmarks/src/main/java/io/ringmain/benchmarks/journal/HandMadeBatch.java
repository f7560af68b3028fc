package io.ringmain.benchmarks.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;

import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/**
 * The journal's batches once more, in files that Chronicle writes, as whoever needs nothing else would do it: what the journal costs beyond
 * this is the price of what it promises. The layout is the one that {@code io.ringmain.journal} documents.
 */
final class HandMadeBatch
{
    static final int MAGIC = 'R' | ('M' << 8) | ('J' << 16) | (2 << 24);
    static final int MAGIC_OFFSET = 0;
    static final int CRC_OFFSET = 4;
    static final int CRC_START_OFFSET = 8;
    static final int SEQUENCE_OFFSET = 8;
    static final int TIME_OFFSET = 16;
    static final int COUNT_OFFSET = 24;
    static final int LENGTH_OFFSET = 28;
    static final int FLAGS_OFFSET = 32;
    static final int HEADER_BYTES = 40;

    private static final long CYCLE_MS = 86_400_000L;

    private HandMadeBatch()
    {}

    /** The same queue as the journal's: its cycle is a clock that we turn. */
    static SingleChronicleQueue queue(Path folder, LongSupplier cycle, int blockBytes)
    {
        return SingleChronicleQueueBuilder.binary(folder).rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> cycle.getAsLong() * CYCLE_MS).blockSize(blockBytes).checkInterrupts(false).build();
    }

    /** Of the bytes from the checksum's start to the end. */
    static int checksum(CRC32C crc, ByteBuffer bytes, int length)
    {
        crc.reset();
        bytes.limit(length).position(CRC_START_OFFSET);
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
