package io.ringmain.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;

import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class FlightCodecTest
{
    private final FlightCodec codec = new FlightCodec();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(8);

    @Test
    void shouldReadBackWhatItWroteAtAnOffset()
    {
        FlightEvent event = Flights.of("x".repeat(1_000));
        FlightEvent copy = new FlightEvent();

        int length = codec.encode(event, buffer, 3);
        codec.decode(buffer, 3, length, copy);

        assertEquals(1_008, length);
        assertEquals(7, copy.sentNs());
        assertArrayEquals(Arrays.copyOf(event.payload(), event.payloadLength()),
                Arrays.copyOf(copy.payload(), copy.payloadLength()));
    }

    @Test
    void shouldLeaveNothingOfTheFormerEvent()
    {
        FlightEvent slot = Flights.parsed("BNA", 500);
        new DelayStage().onEvent(slot, 0, true);
        slot.rejection = "an old one";

        codec.decode(buffer, 0, codec.encode(Flights.of("{}"), buffer, 0), slot);

        assertNull(slot.rejection());
        assertNull(slot.origin());
        assertEquals(0, slot.delayMinutes);
        assertEquals(0, slot.flights);
        assertEquals(2, slot.payloadLength());
    }

    @Test
    void shouldRefuseWhatIsTooShort()
    {
        assertThrows(IllegalArgumentException.class, () -> codec.decode(buffer, 0, 7, new FlightEvent()));
    }
}
