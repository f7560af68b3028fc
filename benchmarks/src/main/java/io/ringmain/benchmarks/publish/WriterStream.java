package io.ringmain.benchmarks.publish;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What is written as bytes in UTF-8 goes to a writer when it is flushed, so that no letter is torn. One thread. */
final class WriterStream extends OutputStream
{
    private final PrintWriter writer;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    WriterStream(PrintWriter writer)
    {
        this.writer = writer;
    }

    @Override
    public void write(int b)
    {
        waiting.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length)
    {
        waiting.write(bytes, from, length);
    }

    @Override
    public void flush()
    {
        writer.print(waiting.toString(StandardCharsets.UTF_8));
        waiting.reset();
        writer.flush();
    }
}
