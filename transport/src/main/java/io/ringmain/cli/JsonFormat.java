package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;

/**
 * A record as one line of JSON. What a record does not have is left out. Bytes that are no text are given in base64, under
 * another name. A value that is itself a JSON object or array becomes a part of the line, so that jq reaches into it.
 *
 * <pre>
 * {"sequence":7,"time":"2026-11-26T08:00:00.000000123Z","partition":0,"position":42,"key":"SFO",
 *  "headers":[{"name":"trace","value":"a1"}],"length":12,"value":{"delay":14}}
 * </pre>
 *
 * Hot path: nothing is allocated for a record but what base64, headers and the check of JSON need.
 */
final class JsonFormat implements RecordFormat
{
    private static final byte[] SEQUENCE = ascii("{\"sequence\":");
    private static final byte[] TIME = ascii(",\"time\":\"");
    private static final byte[] PARTITION = ascii(",\"partition\":");
    private static final byte[] POSITION = ascii(",\"position\":");
    private static final byte[] LENGTH = ascii(",\"length\":");
    private static final byte[] NO_VALUE = ascii(",\"value\":null}\n");
    private static final byte[] BEFORE_VALUE = ascii(",\"value\":");
    private static final byte[] UNICODE = ascii("\\u00");
    private static final byte[] BASE64 = ascii("Base64\":\"");
    private static final byte[] KEY = ascii("\"key");
    private static final byte[] VALUE = ascii("\"value");

    private final IsoTime time = new IsoTime();

    @Override
    public void write(RecordView record, ByteOutput out)
    {
        out.bytes(SEQUENCE);
        out.number(record.sequence());
        fields(record, out);
    }

    /** All but the sequence, with a comma in front of each: the rest of an object that somebody has begun. */
    void fields(RecordView record, ByteOutput out)
    {
        if (record.hasTime())
        {
            out.bytes(TIME);
            time.write(record.timeNs(), out);
            out.put('"');
        }
        if (record.hasPosition())
        {
            out.bytes(PARTITION);
            out.number(record.partition());
            out.bytes(POSITION);
            out.number(record.position());
        }
        if (record.hasKey())
        {
            out.put(',');
            field(KEY, record.key(), record.keyLength(), out);
        }
        if (record.hasHeaders())
        {
            headers(record, out);
        }
        value(record, out);
    }

    private static void value(RecordView record, ByteOutput out)
    {
        if (!record.hasValue())
        {
            out.bytes(NO_VALUE);
            return;
        }
        byte[] value = record.value();
        int length = record.valueLength();
        out.bytes(LENGTH);
        out.number(length);
        if (Texts.isText(value, length) && Texts.isJsonObjectOrArray(value, length))
        {
            out.bytes(BEFORE_VALUE);
            onOneLine(value, length, out);
        }
        else
        {
            out.put(',');
            field(VALUE, value, length, out);
        }
        out.put('}');
        out.put('\n');
    }

    private static void headers(RecordView record, ByteOutput out)
    {
        out.text(",\"headers\":");
        int[] count = {0};
        record.forEachHeader((name, value) ->
        {
            out.text(count[0]++ == 0 ? "[{\"name\":" : ",{\"name\":");
            byte[] text = name.getBytes(UTF_8);
            quoted(text, text.length, out);
            if (value == null)
            {
                out.text(",\"value\":null");
            }
            else
            {
                out.put(',');
                field(VALUE, value, value.length, out);
            }
            out.put('}');
        });
        out.put(']');
    }

    /** A name, which comes without its closing quotation mark, and the bytes as text or in base64. */
    private static void field(byte[] name, byte[] bytes, int length, ByteOutput out)
    {
        out.bytes(name);
        if (Texts.isText(bytes, length))
        {
            out.put('"');
            out.put(':');
            quoted(bytes, length, out);
        }
        else
        {
            out.bytes(BASE64);
            out.bytes(Base64.getEncoder().encode(bytes.length == length ? bytes : Arrays.copyOf(bytes, length)));
            out.put('"');
        }
    }

    /** In valid JSON a line end is white space: within a text it would be escaped. */
    private static void onOneLine(byte[] json, int length, ByteOutput out)
    {
        int from = 0;
        for (int at = 0; at < length; at++)
        {
            if (json[at] == '\n' || json[at] == '\r')
            {
                out.bytes(json, from, at - from);
                out.put(' ');
                from = at + 1;
            }
        }
        out.bytes(json, from, length - from);
    }

    /** A JSON text, its quotation marks included. */
    static void quoted(byte[] text, int length, ByteOutput out)
    {
        out.put('"');
        int from = 0;
        for (int at = 0; at < length; at++)
        {
            byte b = text[at];
            boolean control = (b >= 0 && b < ' ') || b == 0x7f;
            if (control || b == '"' || b == '\\')
            {
                out.bytes(text, from, at - from);
                escaped(b, out);
                from = at + 1;
            }
        }
        out.bytes(text, from, length - from);
        out.put('"');
    }

    private static void escaped(byte b, ByteOutput out)
    {
        int letter = switch (b)
        {
            case '\n' -> 'n';
            case '\t' -> 't';
            case '\r' -> 'r';
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '"', '\\' -> b;
            default -> 0;
        };
        if (letter == 0)
        {
            out.bytes(UNICODE);
            out.hex(b);
        }
        else
        {
            out.put('\\');
            out.put(letter);
        }
    }

    private static byte[] ascii(String text)
    {
        return text.getBytes(US_ASCII);
    }
}
