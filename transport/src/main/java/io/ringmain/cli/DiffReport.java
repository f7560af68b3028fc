package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.ringmain.report.Units;

/** What a comparison came to, for people: where, which field, and both sides around the first byte that differs. */
final class DiffReport
{
    private static final String INDENT = "  ";

    private final String nameA;
    private final String nameB;
    private final Recording a;
    private final Recording b;
    private final int columns;

    DiffReport(String nameA, Recording a, String nameB, Recording b, int columns)
    {
        this.nameA = nameA;
        this.nameB = nameB;
        this.a = a;
        this.b = b;
        this.columns = columns;
    }

    void print(DiffRun.Outcome outcome, PrintStream out)
    {
        if (outcome.isSame())
        {
            out.println(outcome.same() == 0
                    ? "The same: neither has a record."
                    : "The same: " + records(outcome.same()) + sequences(outcome) + ".");
        }
        else if (outcome.difference() == null)
        {
            printPrefix(outcome, out);
        }
        else
        {
            printDifference(outcome, out);
        }
    }

    private static String sequences(DiffRun.Outcome outcome)
    {
        return outcome.same() == 1
                ? ", sequence " + Units.count(outcome.first())
                : ", sequences " + Units.count(outcome.first()) + " to " +
                        Units.count(outcome.first() + outcome.same() - 1);
    }

    private void printPrefix(DiffRun.Outcome outcome, PrintStream out)
    {
        boolean aIsLonger = outcome.moreOfA() > 0;
        String longer = aIsLonger ? nameA : nameB;
        String shorter = aIsLonger ? nameB : nameA;
        String more = records(Math.max(outcome.moreOfA(), outcome.moreOfB()));
        if (outcome.same() == 0)
        {
            out.println("Different: " + shorter + " has no record to compare, " + longer + " has " + more + ".");
            return;
        }
        out.println("Different: " + longer + " goes on where " + shorter + " ends. " + records(outcome.same()) +
                (outcome.same() == 1 ? " is" : " are") + " the same" + sequences(outcome) + "; then " + longer +
                " has " +
                more + " more.");
    }

    private void printDifference(DiffRun.Outcome outcome, PrintStream out)
    {
        Difference difference = outcome.difference();
        RecordView inA = a.view();
        RecordView inB = b.view();
        boolean sameSequence = inA.sequence() == inB.sequence();
        out.println("Different at " + (sameSequence
                ? "sequence " + Units.count(inA.sequence())
                : "sequence " + Units.count(inA.sequence()) + " of A, " + Units.count(inB.sequence()) + " of B") +
                ": " + what(difference, inA, inB) + ".");
        out.println(outcome.same() == 0
                ? "It is the first record."
                : outcome.same() == 1
                        ? "The record before it is the same."
                        : "The " + records(outcome.same()) + " before it are the same.");
        out.println();
        out.println(INDENT + "A  " + nameA + from(a));
        out.println(INDENT + "B  " + nameB + from(b));
        out.println();
        switch (difference.field())
        {
            case KEY -> printBytes(bytes(inA.hasKey(), inA.hasKey() ? inA.key() : null, inA.keyLength()),
                    bytes(inB.hasKey(), inB.hasKey() ? inB.key() : null, inB.keyLength()), difference.at(), out);
            case VALUE -> printBytes(bytes(inA.hasValue(), inA.value(), inA.valueLength()),
                    bytes(inB.hasValue(), inB.value(), inB.valueLength()), difference.at(), out);
            case HEADERS -> printBoth(headers(inA), headers(inB), out);
            case PARTITION, POSITION -> printBoth(List.of(place(a)), List.of(place(b)), out);
            case TIME -> printBoth(List.of(time(inA)), List.of(time(inB)), out);
        }
    }

    private static String what(Difference difference, RecordView inA, RecordView inB)
    {
        return switch (difference.field())
        {
            case KEY -> inA.hasKey() && inB.hasKey()
                    ? "the key, from byte " + difference.at() + " on"
                    : "only " + (inA.hasKey() ? "A" : "B") + " has a key";
            case VALUE -> inA.hasValue() && inB.hasValue()
                    ? "the value, from byte " + Units.count(difference.at()) + " on" + lengths(inA, inB)
                    : "only " + (inA.hasValue() ? "A" : "B") + " has a value";
            case HEADERS -> "the headers";
            case PARTITION -> "the partition";
            case POSITION -> "the position";
            case TIME -> "the time";
        };
    }

    private static String lengths(RecordView inA, RecordView inB)
    {
        return inA.valueLength() == inB.valueLength()
                ? ""
                : " (A has " + Units.count(inA.valueLength()) + " bytes, B " + Units.count(inB.valueLength()) + ")";
    }

    private static byte[] bytes(boolean there, byte[] bytes, int length)
    {
        return there ? Arrays.copyOf(bytes, length) : null;
    }

    private void printBytes(byte[] inA, byte[] inB, int at, PrintStream out)
    {
        if ((inA == null || Texts.isText(inA, inA.length)) && (inB == null || Texts.isText(inB, inB.length)))
        {
            TextAround around = new TextAround(at, columns - 6);
            printBoth(List.of(around.line(inA)), List.of(around.line(inB)), out);
            if (inA != null && inB != null)
            {
                out.println(INDENT + "   " + " ".repeat(around.column(inA)) + "↑");
            }
            return;
        }
        printBoth(hex(inA, at), hex(inB, at), out);
    }

    private List<String> hex(byte[] bytes, int at)
    {
        if (bytes == null)
        {
            return List.of("none");
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteOutput lines = new ByteOutput(new PrintStream(text, false, UTF_8));
        HexDump dump = new HexDump(columns - 2 * INDENT.length() - 1);
        dump.lines(bytes, Math.max(0, dump.lineOf(at) - dump.perLine()),
                Math.min(bytes.length, dump.lineOf(at) + 2 * dump.perLine()), bytes.length, "", lines);
        lines.flush();
        List<String> hex = text.toString(UTF_8).lines().toList();
        return hex.isEmpty() ? List.of("(ends here)") : hex;
    }

    private static void printBoth(List<String> inA, List<String> inB, PrintStream out)
    {
        print("A", inA, out);
        print("B", inB, out);
    }

    private static void print(String side, List<String> lines, PrintStream out)
    {
        String before = side;
        for (String line : lines)
        {
            out.println(INDENT + before + "  " + line);
            before = " ";
        }
    }

    private static List<String> headers(RecordView record)
    {
        List<String> headers = new ArrayList<>();
        record.forEachHeader((name, value) -> headers
                .add(name + (value == null ? "" : " = " + Texts.shown(value, value.length))));
        return headers.isEmpty() ? List.of("none") : headers;
    }

    private static String from(Recording recording)
    {
        return recording.where().isEmpty() ? "" : "  (" + recording.where() + ')';
    }

    private static String place(Recording recording)
    {
        return recording.where().isEmpty() ? "none" : recording.where();
    }

    private static String time(RecordView record)
    {
        return record.hasTime() ? IsoTime.text(record.timeNs()) : "none";
    }

    private static String records(long count)
    {
        return count == 1 ? "1 record" : Units.count(count) + " records";
    }
}
