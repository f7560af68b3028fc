package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as ISO 8601 writes them, in UTC and to the nanosecond. Hot path: a second is formatted once, not for each record. */
final class IsoTime
{
    private static final long NS = 1_000_000_000;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.")
            .withZone(ZoneOffset.UTC);

    private long second = Long.MIN_VALUE;
    private byte[] text;

    /** A time in ns since 1970. Not for hot paths. */
    static String text(long timeNs)
    {
        return SECONDS.format(Instant.ofEpochSecond(0, timeNs)) + String.format("%09dZ", Math.floorMod(timeNs, NS));
    }

    /** Writes a time in ns since 1970. */
    void write(long timeNs, ByteOutput out)
    {
        long newSecond = Math.floorDiv(timeNs, NS);
        if (newSecond != second)
        {
            second = newSecond;
            text = SECONDS.format(Instant.ofEpochSecond(newSecond)).getBytes(US_ASCII);
        }
        out.bytes(text);
        out.digits(Math.floorMod(timeNs, NS), 9);
        out.put('Z');
    }
}
