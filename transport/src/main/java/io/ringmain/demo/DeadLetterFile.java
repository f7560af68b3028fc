package io.ringmain.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/**
 * JSON lines about what could not be used: a line of the input file
 * {@code {"line":17,"reason":"\"delay\" is missing","text":"…"}}, or a record of the topic, with {@code partition} and
 * {@code offset} in place of {@code line}. Appears with its first entry; each is in the file when the call returns.
 *
 * <p>
 * Threading: from any thread.
 */
public final class DeadLetterFile implements DeadLetters, Closeable
{
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private OutputStream out;
    private long count;

    /**
     * Writes nothing yet.
     *
     * @param file replaced when it exists, at the first entry
     */
    public DeadLetterFile(Path file)
    {
        this.file = file;
    }

    @Override
    public void rejected(FlightEvent event)
    {
        append(-1, event, event.rejection(), new String(event.payload(), 0, event.payloadLength(), UTF_8));
    }

    /**
     * Takes a line of the input.
     *
     * @param line   its number, from 1
     * @param reason what is wrong with it
     * @param text   the line, perhaps shortened
     */
    public void rejected(long line, String reason, String text)
    {
        append(line, null, reason, text);
    }

    private synchronized void append(long line, FlightEvent event, String reason, String text)
    {
        try
        {
            if (out == null)
            {
                out = Files.newOutputStream(file);
            }
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            try (JsonGenerator json = JSON.createGenerator(entry))
            {
                json.writeStartObject();
                if (event == null)
                {
                    json.writeNumberField("line", line);
                }
                else
                {
                    json.writeNumberField("partition", event.partition());
                    json.writeNumberField("offset", event.position());
                }
                json.writeStringField("reason", reason);
                json.writeStringField("text", text);
                json.writeEndObject();
                json.writeRaw('\n');
            }
            entry.writeTo(out);
            count++;
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("The dead letters cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * How many it took.
     *
     * @return a count
     */
    public synchronized long count()
    {
        return count;
    }

    @Override
    public synchronized void close() throws IOException
    {
        if (out != null)
        {
            out.close();
        }
    }
}
