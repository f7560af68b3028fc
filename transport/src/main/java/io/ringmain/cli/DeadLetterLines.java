package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordRefusedException;
import io.ringmain.transfer.Refusals;

/**
 * Refused records as JSON lines: where each was, why it was refused, and all that it held, as {@code cat --json} shows it. The
 * file appears with the first of them, and one that is there is gone on with; each is with the operating system when the call
 * returns.
 *
 * <pre>
 * {"where":"line 3 of stdin:","reason":"has no field \"id\"","partition":0,"position":2,"length":9,"value":{"age":30}}
 * </pre>
 *
 * Threading: one thread.
 */
final class DeadLetterLines implements Refusals, AutoCloseable
{
    private final Path file;
    private final JsonFormat format = new JsonFormat();
    private final RecordView view = new RecordView(0);
    private PrintStream out;
    private ByteOutput bytes;

    DeadLetterLines(Path file)
    {
        this.file = file;
    }

    @Override
    public void refused(LogRecord record, String where, RecordRefusedException reason)
    {
        if (out == null)
        {
            open();
        }
        view.take(0, record);
        bytes.text("{\"where\":");
        quoted(where);
        bytes.text(",\"reason\":");
        quoted(reason.getMessage());
        format.fields(view, bytes);
        bytes.flush();
        out.flush();
        if (out.checkError())
        {
            throw new UserError("the refused record (%s) cannot be written to %s: is the disk full?".formatted(where,
                    file));
        }
    }

    private void quoted(String text)
    {
        byte[] utf8 = text.getBytes(UTF_8);
        JsonFormat.quoted(utf8, utf8.length, bytes);
    }

    private void open()
    {
        try
        {
            out = new PrintStream(new BufferedOutputStream(new FileOutputStream(file.toFile(), true)), false, UTF_8);
            bytes = new ByteOutput(out);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("refused records cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close()
    {
        if (out != null)
        {
            out.close();
        }
    }
}
