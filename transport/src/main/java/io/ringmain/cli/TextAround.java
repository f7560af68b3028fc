package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * As much of a text around one of its bytes as a line of the terminal holds. Two texts that are the same up to that byte
 * are shown from the same place on, so that the byte is below itself.
 */
final class TextAround
{
    private final int at;
    private final int columns;

    /**
     * Around a byte.
     *
     * @param at      the byte
     * @param columns how many there are
     */
    TextAround(int at, int columns)
    {
        this.at = at;
        this.columns = Math.max(12, columns);
    }

    /** The line; control characters are dots in the middle, so that each takes one column. */
    String line(byte[] text)
    {
        if (text == null)
        {
            return "none";
        }
        String before = from(text) > 0 ? "…" : "";
        int room = columns - before.length();
        String shown = shown(text, from(text), text.length);
        return before + (shown.length() <= room ? shown : shown.substring(0, room - 1) + "…");
    }

    /** The column of the byte in the line, from 0. */
    int column(byte[] text)
    {
        return (from(text) > 0 ? 1 : 0) + shown(text, from(text), startOfCharacter(text, at)).length();
    }

    private int from(byte[] text)
    {
        int half = columns / 2;
        return at <= half ? 0 : startOfCharacter(text, at - half);
    }

    /** A character that has more bytes begins before its later ones. */
    private static int startOfCharacter(byte[] text, int within)
    {
        int start = Math.min(within, text.length);
        while (start > 0 && start < text.length && (text[start] & 0xc0) == 0x80)
        {
            start--;
        }
        return start;
    }

    private String shown(byte[] text, int from, int to)
    {
        // no more than can be seen is decoded of a large one
        int end = startOfCharacter(text, Math.min(to, from + 4 * columns));
        return new String(text, from, end - from, UTF_8).replaceAll("\\p{Cntrl}", "·");
    }
}
