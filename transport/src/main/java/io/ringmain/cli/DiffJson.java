package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a comparison came to, for programs. */
final class DiffJson
{
    private DiffJson()
    {}

    /** One line; the names are a promise to scripts. */
    static String of(DiffRun.Outcome outcome, RecordView a, RecordView b)
    {
        StringBuilder json = new StringBuilder("{\"same\":").append(outcome.isSame()).append(",\"compared\":")
                .append(outcome.same() + (outcome.difference() == null ? 0 : 1));
        if (outcome.difference() != null)
        {
            json.append(",\"field\":\"").append(outcome.difference().field().word()).append("\",\"byte\":")
                    .append(outcome.difference().at()).append(",\"a\":").append(record(a)).append(",\"b\":")
                    .append(record(b));
        }
        else
        {
            json.append(",\"moreOfA\":").append(outcome.moreOfA()).append(",\"moreOfB\":").append(outcome.moreOfB());
        }
        return json.append('}').toString();
    }

    /** As cat shows it. */
    private static String record(RecordView record)
    {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteOutput out = new ByteOutput(new PrintStream(line, false, UTF_8));
        new JsonFormat().write(record, out);
        out.flush();
        return line.toString(UTF_8).strip();
    }
}
