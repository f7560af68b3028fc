package io.ringmain.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class LogRecordCodecTest
{
    private static final int OFFSET = 3;

    private final LogRecordCodec codec = new LogRecordCodec();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    private static byte[] bytes(String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private LogRecord thereAndBack(LogRecord record)
    {
        LogRecord read = new LogRecord().key(bytes("left over")).value(bytes("left over")).addHeader("left", null);
        codec.decode(buffer, OFFSET, codec.encode(record, buffer, OFFSET), read);
        return read;
    }

    private static List<String> headers(LogRecord record)
    {
        List<String> headers = new ArrayList<>();
        record.forEachHeader((name, value) -> headers
                .add(name + "=" + (value == null ? null : new String(value, StandardCharsets.UTF_8))));
        return headers;
    }

    @Test
    void shouldKeepEveryPart()
    {
        LogRecord record = thereAndBack(
                new LogRecord().key(bytes("key")).value(bytes("välue")).addHeader("a", bytes("1"))
                        .addHeader("ä", null).addHeader("a", bytes("")));

        assertArrayEquals(bytes("key"), record.keyBytes());
        assertArrayEquals(bytes("välue"), record.valueBytes());
        assertEquals(List.of("a=1", "ä=null", "a="), headers(record));
    }

    @Test
    void shouldTellNothingFromEmpty()
    {
        LogRecord nothing = thereAndBack(new LogRecord());
        LogRecord empty = thereAndBack(new LogRecord().key(bytes("")).value(bytes("")));

        assertNull(nothing.keyBytes());
        assertNull(nothing.valueBytes());
        assertEquals(List.of(), headers(nothing));
        assertArrayEquals(bytes(""), empty.keyBytes());
        assertArrayEquals(bytes(""), empty.valueBytes());
    }

    @Test
    void shouldKeepItsOwnTimeAndLeaveAnothersAlone()
    {
        LogRecord timed = new LogRecord().value(bytes("v")).timeNs(5);
        int length = codec.encode(timed, buffer, OFFSET);
        LogRecord read = new LogRecord().timeNs(7);

        codec.decode(buffer, OFFSET, length, read);
        assertEquals(5, read.timeNs());
        assertThrows(IllegalArgumentException.class, () -> codec.decode(buffer, OFFSET, 6, read));

        codec.decode(buffer, OFFSET, codec.encode(new LogRecord(), buffer, OFFSET), read.timeNs(7));
        assertEquals(7, read.timeNs());
    }

    @Test
    void shouldSayBeforehandHowLongItWillBe()
    {
        for (LogRecord record : List.of(new LogRecord(), new LogRecord().key(bytes("")).value(bytes("v")).timeNs(1),
                new LogRecord().key(bytes("key")).addHeader("ä", null).addHeader("b", bytes("c"))))
        {
            assertEquals(codec.encode(record, buffer, OFFSET), LogRecordCodec.encodedBytes(record));
        }
    }

    @Test
    void shouldAddOneByteToALine()
    {
        assertEquals(1 + 5, codec.encode(new LogRecord().value(bytes("hello")), buffer, OFFSET));
    }

    @Test
    void shouldForgetWhatItHeldWhenCleared()
    {
        LogRecord record = new LogRecord().key(bytes("k")).value(bytes("v")).addHeader("h", null).timeNs(5);
        record.position(3, 4);

        record.clear();

        assertNull(record.keyBytes());
        assertNull(record.valueBytes());
        assertEquals(List.of(), headers(record));
        assertEquals(LogRecord.NO_TIME, record.timeNs());
        assertEquals(LogRecord.NO_POSITION, record.position());
    }

    @Test
    void shouldRefuseBytesThatAreNoRecord()
    {
        UnsafeBuffer foreign = new UnsafeBuffer(new byte[] {1, 100, 0, 0, 0, 7});

        assertThrows(IllegalArgumentException.class, () -> codec.decode(foreign, 0, 6, new LogRecord()));
        assertThrows(IllegalArgumentException.class, () -> codec.decode(foreign, 0, 0, new LogRecord()));
        foreign.putByte(0, (byte) '{');
        assertThrows(IllegalArgumentException.class, () -> codec.decode(foreign, 0, 6, new LogRecord()));
    }
}
