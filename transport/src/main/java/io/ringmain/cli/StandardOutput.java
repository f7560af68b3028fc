package io.ringmain.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Standard output as a stream that says when nobody reads it any more. Threading: one thread. */
final class StandardOutput extends OutputStream
{
    private final PrintStream out;

    StandardOutput(PrintStream out)
    {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException
    {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException
    {
        out.write(bytes, offset, length);
        flush();
    }

    @Override
    public void flush() throws IOException
    {
        if (ProcessOutput.hasLostItsReader(out))
        {
            throw new IOException("Broken pipe");
        }
    }
}
