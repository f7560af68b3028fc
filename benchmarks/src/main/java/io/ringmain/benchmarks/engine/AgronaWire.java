package io.ringmain.benchmarks.engine;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import org.agrona.BitUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring buffers outside the heap: claimed, filled in place, committed. */
final class AgronaWire implements Wire
{
    private static final int TYPE = 1;

    private final RingBuffer ring;
    private final BenchEvent event = new BenchEvent();
    private Consumer<BenchEvent> handler;
    private final MessageHandler read = (type, buffer, index, length) ->
    {
        EventBytes.read(buffer, index, event);
        handler.accept(event);
    };

    AgronaWire(int capacity, int producers)
    {
        int record = BitUtil.align(EventBytes.LENGTH + RecordDescriptor.HEADER_LENGTH, RecordDescriptor.ALIGNMENT);
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(
                BitUtil.findNextPositivePowerOfTwo(capacity * record) + RingBufferDescriptor.TRAILER_LENGTH));
        ring = producers == 1 ? new OneToOneRingBuffer(buffer) : new ManyToOneRingBuffer(buffer);
    }

    @Override
    public boolean offer(BenchEvent from)
    {
        int index = ring.tryClaim(TYPE, EventBytes.LENGTH);
        if (index < 0)
        {
            return false;
        }
        EventBytes.write(from, ring.buffer(), index);
        ring.commit(index);
        return true;
    }

    @Override
    public int poll(Consumer<BenchEvent> newHandler, int limit)
    {
        handler = newHandler;
        return ring.read(read, limit);
    }
}
