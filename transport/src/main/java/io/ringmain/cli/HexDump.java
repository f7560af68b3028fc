package io.ringmain.cli;

import io.ringmain.report.Units;

/**
 * A record as bytes in hexadecimal and as ASCII beside it, below a line that tells where it belongs. In a narrow terminal
 * a line has fewer bytes.
 *
 * <pre>
 * 12,345  2026-11-26T08:00:00.000000123Z  partition 0  position 42  key "SFO"  21 bytes
 *   0000  7b 22 64 65 6c 61 79 22  3a 31 34 2c 22 74 6f 22  |{"delay":14,"to"|
 *   0010  3a 22 4c 41 7d                                    |:"LA}|
 * </pre>
 */
final class HexDump implements RecordFormat
{
    static final String INDENT = "  ";

    private static final int WIDE = 16;
    private static final int WIDE_COLUMNS = 74;
    private static final int NARROW = 8;
    private static final int NARROW_COLUMNS = 37;
    private static final int NARROWEST = 4;

    private final IsoTime time = new IsoTime();
    private final int perLine;
    private final String gap;

    /**
     * For a width.
     *
     * @param columns how many there are, indentation left out
     */
    HexDump(int columns)
    {
        boolean wide = columns >= WIDE_COLUMNS;
        perLine = wide ? WIDE : columns >= NARROW_COLUMNS ? NARROW : NARROWEST;
        gap = wide ? "  " : " ";
    }

    @Override
    public void write(RecordView record, ByteOutput out)
    {
        out.text(Units.count(record.sequence()));
        if (record.hasTime())
        {
            out.text("  ");
            time.write(record.timeNs(), out);
        }
        if (record.hasPosition())
        {
            out.text("  partition ");
            out.number(record.partition());
            out.text("  position ");
            out.number(record.position());
        }
        if (record.hasKey())
        {
            out.text("  key ");
            out.text(Texts.shown(record.key(), record.keyLength()));
        }
        out.text(record.hasValue() ? "  " + bytes(record.valueLength()) + "\n" : "  no value\n");
        record.forEachHeader((name, value) -> out
                .text("  header " + name + (value == null ? "" : " = " + Texts.shown(value, value.length)) + "\n"));
        if (record.hasValue())
        {
            lines(record.value(), 0, record.valueLength(), record.valueLength(), perLine == WIDE ? INDENT : "", out);
        }
    }

    /**
     * Some bytes, of which the first is the given one.
     *
     * @param total  of all that there are, for the width of the offsets
     * @param indent before each line
     */
    void lines(byte[] bytes, int from, int to, int total, String indent, ByteOutput out)
    {
        int digits = total <= 1 << 16 ? 2 : 4;
        for (int line = from; line < to; line += perLine)
        {
            out.text(indent);
            for (int shift = 8 * (digits - 1); shift >= 0; shift -= 8)
            {
                out.hex(line >>> shift);
            }
            int end = Math.min(to, line + perLine);
            for (int at = line; at < line + perLine; at++)
            {
                out.text((at - line) % 8 == 0 ? gap : " ");
                if (at < end)
                {
                    out.hex(bytes[at]);
                }
                else
                {
                    out.text("  ");
                }
            }
            out.text(perLine == WIDE ? "  |" : " ");
            for (int at = line; at < end; at++)
            {
                out.put(bytes[at] >= ' ' && bytes[at] < 0x7f ? bytes[at] : '.');
            }
            out.text(perLine == WIDE ? "|\n" : "\n");
        }
    }

    int perLine()
    {
        return perLine;
    }

    /** The first byte of the line that a byte is shown in. */
    int lineOf(int at)
    {
        return at / perLine * perLine;
    }

    private static String bytes(int length)
    {
        return length == 1 ? "1 byte" : Units.count(length) + " bytes";
    }
}
