package io.ringmain.event;

import java.nio.ByteBuffer;

import com.lmax.disruptor.EventFactory;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of all {@link Message}s of a ring, in one piece outside of the heap, zeroed, so that its pages are there before
 * the first event. Cold path: used while a pipeline is built.
 *
 * <pre>
 *   |&lt;----- strideBytes: a multiple of 64 -----&gt;|
 *   +--------+-------------------------+-------+--------+-----------------
 *   | header | payload, up to maximum  | spare | header | payload ...        slot 0, slot 1, ...
 *   +--------+-------------------------+-------+--------+-----------------
 *   on a 64-byte line
 * </pre>
 *
 * Agrona reaches such memory through a package of the JDK that has to be opened to it by a flag of the JVM. Typed events
 * need none of this, so the flag is asked for here and not by Ringmain as a whole.
 */
public final class MessageSlab implements EventFactory<Message>
{
    /** Messages begin on cache lines. */
    public static final int ALIGNMENT_BYTES = 64;

    private static final String OPENED_PACKAGE = "jdk.internal.misc";

    private final int maxPayloadBytes;
    private final int strideBytes;
    private final int slots;
    private final ByteBuffer memory;
    private int next;

    private MessageSlab(int maxPayloadBytes, int strideBytes, int slots)
    {
        this.maxPayloadBytes = maxPayloadBytes;
        this.strideBytes = strideBytes;
        this.slots = slots;
        memory = ByteBuffer.allocateDirect(strideBytes * slots + ALIGNMENT_BYTES).alignedSlice(ALIGNMENT_BYTES);
    }

    /**
     * Allocates.
     *
     * @param maxPayloadBytes of each message, at least 1
     * @param slots           how many messages
     * @return makes as many, each once
     * @throws IllegalArgumentException when that is no size, or more than the 2 GB that one slab can be
     * @throws IllegalStateException    when the JVM was started without the flag that this needs; the message has it
     */
    public static MessageSlab allocate(int maxPayloadBytes, int slots)
    {
        checkFlag();
        if (maxPayloadBytes < 1 || slots < 1)
        {
            throw new IllegalArgumentException("messages with payloads of up to " + maxPayloadBytes + " bytes in " +
                    slots + " slots: both must be at least 1");
        }
        long stride = (Message.HEADER_BYTES + (long) maxPayloadBytes + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
        if (stride * slots + ALIGNMENT_BYTES > Integer.MAX_VALUE)
        {
            throw new IllegalArgumentException(slots + " messages of " + stride + " bytes are " + stride * slots +
                    " bytes, but a slab can have " + (Integer.MAX_VALUE - ALIGNMENT_BYTES) +
                    "; take fewer slots or a smaller maxPayloadBytes");
        }
        return new MessageSlab(maxPayloadBytes, (int) stride, slots);
    }

    /**
     * From the start of one message to the start of the next.
     *
     * @return bytes, a multiple of {@link #ALIGNMENT_BYTES}
     */
    public int strideBytes()
    {
        return strideBytes;
    }

    @Override
    public Message newInstance()
    {
        if (next == slots)
        {
            throw new IllegalStateException("all " + slots + " messages of this slab have been made");
        }
        // each keeps the memory alive
        return new Message(new UnsafeBuffer(memory, strideBytes * next++, Message.HEADER_BYTES + maxPayloadBytes));
    }

    /** Agrona itself would fail with an IllegalAccessError that names no remedy, and at the first event. */
    private static void checkFlag()
    {
        Module agrona = DirectBuffer.class.getModule();
        // exported is enough, but the flag that Agrona documents opens
        if (!Object.class.getModule().isExported(OPENED_PACKAGE, agrona))
        {
            String to = agrona.isNamed() ? agrona.getName() : "ALL-UNNAMED";
            throw new IllegalStateException("messages need a flag that this JVM was started without: add\n" +
                    "    --add-opens java.base/" + OPENED_PACKAGE + "=" + to + "\n" +
                    "to its command line (java --add-opens ... -jar ...), to the environment variable " +
                    "JDK_JAVA_OPTIONS, or to surefire's <argLine>; an executable jar can say\n" +
                    "    Add-Opens: java.base/" + OPENED_PACKAGE + "\n" +
                    "in its manifest instead. Typed events (Pipeline.builder) need no flag");
        }
    }
}
