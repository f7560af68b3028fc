package io.ringmain.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slab") // runs with the flag that messages need, see pom.xml
class MessageTest
{
    private static final DirectBuffer HELLO = new UnsafeBuffer("..hello".getBytes(StandardCharsets.US_ASCII));

    private final MessageSlab slab = MessageSlab.allocate(100, 4);

    @Test
    void shouldLayMessagesOutOneAfterTheOtherOnCacheLines()
    {
        long[] addresses = IntStream.range(0, 4).mapToLong(i -> slab.newInstance().addressOffset()).toArray();

        assertEquals(128, slab.strideBytes());
        assertEquals(0, addresses[0] % MessageSlab.ALIGNMENT_BYTES);
        for (int i = 1; i < addresses.length; i++)
        {
            assertEquals(addresses[0] + 128L * i, addresses[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 48, 49, 112, 113})
    void shouldHaveExactlyTheCapacityAskedForWhateverTheStride(int maxPayloadBytes)
    {
        MessageSlab two = MessageSlab.allocate(maxPayloadBytes, 2);

        Message message = two.newInstance();

        assertEquals(maxPayloadBytes, message.capacity());
        assertTrue(two.strideBytes() >= Message.HEADER_BYTES + maxPayloadBytes);
        assertEquals(0, two.strideBytes() % MessageSlab.ALIGNMENT_BYTES);
    }

    @Test
    void shouldKeepLengthPartitionPositionAndPayloadWhereTheLayoutSays()
    {
        Message message = slab.newInstance();

        message.position(3, 1L << 40);
        message.put(HELLO, 2, 5);

        UnsafeBuffer raw = new UnsafeBuffer(message.addressOffset(), Message.HEADER_BYTES + message.length());
        assertEquals(5, raw.getInt(0));
        assertEquals(3, raw.getInt(4));
        assertEquals(1L << 40, raw.getLong(8));
        assertEquals("hello", raw.getStringWithoutLengthAscii(16, 5));
        assertEquals("message of 5 bytes at 3:1099511627776", message.toString());
    }

    @Test
    void shouldHaveNoPositionAndNoPayloadBeforeItIsFilled()
    {
        Message message = slab.newInstance();

        assertEquals(0, message.length());
        assertEquals(0, message.partition());
        assertEquals(Positioned.NO_POSITION, message.position());
    }

    @Test
    void shouldNotTouchItsNeighbourWhenItIsFull()
    {
        Message message = slab.newInstance();
        Message neighbour = slab.newInstance();
        neighbour.put(HELLO, 2, 5);

        message.buffer().setMemory(message.offset(), message.capacity(), (byte) 0xFF);
        message.length(message.capacity());

        assertEquals(5, neighbour.length());
        assertThrows(IndexOutOfBoundsException.class,
                () -> message.buffer().putByte(message.offset() + message.capacity(), (byte) 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void shouldSayBothSizesWhenAPayloadDoesNotFit(int length)
    {
        Message message = slab.newInstance();
        message.length(7);

        IllegalArgumentException set = assertThrows(IllegalArgumentException.class, () -> message.length(length));
        IllegalArgumentException put = assertThrows(IllegalArgumentException.class,
                () -> message.put(HELLO, 0, length));

        assertEquals(
                "a payload of " + length + " bytes does not fit a message of 100 at most; describe the ring with a " +
                        "larger maxPayloadBytes",
                set.getMessage());
        assertEquals(set.getMessage(), put.getMessage());
        assertEquals(7, message.length());
    }

    @Test
    void shouldBeReadBackAsItWasWrittenByTheCodec()
    {
        MessageCodec codec = new MessageCodec();
        Message written = slab.newInstance();
        Message read = slab.newInstance();
        written.put(HELLO, 2, 5);
        // smaller than what is written: it has to grow
        ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(4);

        int length = codec.encode(written, bytes, 10);
        codec.decode(bytes, 10, length, read);

        assertEquals(5, length);
        assertEquals("hello", read.buffer().getStringWithoutLengthAscii(read.offset(), read.length()));
    }

    @Test
    void shouldMakeEachMessageOnce()
    {
        IntStream.range(0, 4).forEach(i -> slab.newInstance());

        assertThrows(IllegalStateException.class, slab::newInstance);
    }

    @Test
    void shouldSayWhatWasAskedForWhenASlabWouldBeTooLarge()
    {
        IllegalArgumentException tooLarge = assertThrows(IllegalArgumentException.class,
                () -> MessageSlab.allocate(1 << 20, 1 << 14));
        IllegalArgumentException none = assertThrows(IllegalArgumentException.class, () -> MessageSlab.allocate(0, 8));

        assertEquals(
                "16384 messages of 1048640 bytes are 17180917760 bytes, but a slab can have 2147483583; take fewer " +
                        "slots or a smaller maxPayloadBytes",
                tooLarge.getMessage());
        assertEquals("messages with payloads of up to 0 bytes in 8 slots: both must be at least 1", none.getMessage());
    }
}
