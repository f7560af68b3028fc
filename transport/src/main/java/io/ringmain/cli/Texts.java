package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;

/** Whether bytes are something that people read. Hot path. */
final class Texts
{
    /** Backspace, tab, line feed, form feed, carriage return, escape; and what separates fields, as in FIX messages. */
    private static final int IN_TEXT = 1 << '\b' | 1 << '\t' | 1 << '\n' | 1 << '\f' | 1 << '\r' | 1 << 0x1b | 1 << 1 |
            1 << 0x1c | 1 << 0x1d | 1 << 0x1e | 1 << 0x1f;

    private static final JsonFactory JSON = new JsonFactory();

    private Texts()
    {}

    /** Whether it is valid UTF-8 without the control characters that numbers in binary have and texts have not. */
    static boolean isText(byte[] bytes, int length)
    {
        int at = 0;
        while (at < length)
        {
            int b = bytes[at];
            if (b >= ' ')
            {
                at++;
            }
            else if (b >= 0)
            {
                if (((IN_TEXT >>> b) & 1) == 0)
                {
                    return false;
                }
                at++;
            }
            else
            {
                int bytesOfIt = sequenceLength(bytes, at, length);
                if (bytesOfIt == 0)
                {
                    return false;
                }
                at += bytesOfIt;
            }
        }
        return true;
    }

    /** The bytes of the character that begins here, 0 for none; too long ones and halves of pairs are none (RFC 3629). */
    private static int sequenceLength(byte[] bytes, int at, int length)
    {
        int first = bytes[at] & 0xff;
        int count = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || length - at < count)
        {
            return 0;
        }
        for (int i = 1; i < count; i++)
        {
            if ((bytes[at + i] & 0xc0) != 0x80)
            {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean wrong = (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
                (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f);
        return wrong ? 0 : count;
    }

    /**
     * Whether the bytes of a text are one JSON object or array, all of it checked, so that it can be part of another: one
     * that is nearly so would make a program that reads the output stop there.
     */
    static boolean isJsonObjectOrArray(byte[] bytes, int length)
    {
        int last = length - 1;
        while (last > 0 && bytes[last] <= ' ' && bytes[last] >= 0)
        {
            last--;
        }
        boolean maybe = last > 0 &&
                ((bytes[0] == '{' && bytes[last] == '}') || (bytes[0] == '[' && bytes[last] == ']'));
        if (!maybe)
        {
            return false;
        }
        try (JsonParser parser = JSON.createParser(bytes, 0, length))
        {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        }
        catch (IOException e)
        {
            return false;
        }
    }

    /** In quotation marks when it is text, so that a space at its end is seen. */
    static String shown(byte[] bytes, int length)
    {
        if (!Texts.isText(bytes, length))
        {
            return "base64 " + Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length));
        }
        String text = new String(bytes, 0, length, UTF_8);
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().forEach(c ->
        {
            if (c < ' ' || c == 0x7f)
            {
                shown.append(String.format("\\x%02x", c));
            }
            else
            {
                shown.appendCodePoint(c);
            }
        });
        return shown.append('"').toString();
    }
}
