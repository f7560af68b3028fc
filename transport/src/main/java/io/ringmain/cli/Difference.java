package io.ringmain.cli;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.ringmain.log.LogRecord;

/**
 * How two records differ.
 *
 * @param field the first of them that is not the same in both
 * @param at    the first byte of it that is not the same, or that only one has; 0 where bytes do not matter
 */
record Difference(Field field, int at)
{
    /** What is compared, in this order. */
    enum Field
    {
        KEY, HEADERS, VALUE, PARTITION, POSITION, TIME;

        /** As output names it. */
        String word()
        {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is compared beside the values.
     *
     * @param keys      keys and headers
     * @param positions the places in the log that records came from
     * @param times     when they came in
     */
    record Scope(boolean keys, boolean positions, boolean times)
    {}

    /** The first difference of two records, or null for none. Hot path: nothing is allocated but for headers. */
    static Difference between(RecordView a, RecordView b, Scope scope)
    {
        if (scope.keys())
        {
            int at = mismatch(a.hasKey() ? a.key() : null, a.keyLength(), b.hasKey() ? b.key() : null, b.keyLength());
            if (at >= 0)
            {
                return new Difference(Field.KEY, at);
            }
            if ((a.hasHeaders() || b.hasHeaders()) && !headers(a).equals(headers(b)))
            {
                return new Difference(Field.HEADERS, 0);
            }
        }
        int at = mismatch(a.value(), a.valueLength(), b.value(), b.valueLength());
        if (at >= 0)
        {
            return new Difference(Field.VALUE, at);
        }
        if (scope.positions() && a.partition() != b.partition())
        {
            return new Difference(Field.PARTITION, 0);
        }
        if (scope.positions() && a.position() != b.position())
        {
            return new Difference(Field.POSITION, 0);
        }
        return scope.times() && a.timeNs() != b.timeNs() ? new Difference(Field.TIME, 0) : null;
    }

    /** One that is there and empty differs from one that is not there, at byte 0. */
    private static int mismatch(byte[] a, int aLength, byte[] b, int bLength)
    {
        if (aLength == LogRecord.NONE || bLength == LogRecord.NONE)
        {
            return aLength == bLength ? -1 : 0;
        }
        return Arrays.mismatch(a, 0, aLength, b, 0, bLength);
    }

    /** Names and values by turns. */
    private static List<Object> headers(RecordView record)
    {
        List<Object> headers = new ArrayList<>();
        record.forEachHeader((name, value) ->
        {
            headers.add(name);
            headers.add(value == null ? "" : ByteBuffer.wrap(value));
        });
        return headers;
    }
}
