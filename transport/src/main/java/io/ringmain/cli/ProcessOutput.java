package io.ringmain.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A print stream that can tell why it failed. The usual one only says that it did, so that a full disk would look like a
 * reader that has seen enough.
 */
final class ProcessOutput extends PrintStream
{
    private final Sink sink;

    ProcessOutput(OutputStream out)
    {
        // Java 17 would take its encoding from a locale that is often unset
        this(new Sink(out));
    }

    private ProcessOutput(Sink sink)
    {
        super(sink, true, StandardCharsets.UTF_8);
        this.sink = sink;
    }

    /**
     * Whether nobody reads a stream any more, as after {@code | head}.
     *
     * @throws UserError when writing to it failed for another reason
     */
    static boolean hasLostItsReader(PrintStream stream)
    {
        if (!stream.checkError())
        {
            return false;
        }
        IOException failure = stream instanceof ProcessOutput output ? output.sink.failure : null;
        if (failure == null || "Broken pipe".equals(failure.getMessage()))
        {
            return true;
        }
        throw new UserError("standard output cannot be written: " + failure.getMessage() +
                "; what came before is incomplete", failure);
    }

    /** Threading: the lock of the print stream, which makes every call. */
    private static final class Sink extends OutputStream
    {
        private final OutputStream out;
        private IOException failure;

        Sink(OutputStream out)
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
            try
            {
                out.write(bytes, offset, length);
            }
            catch (IOException e)
            {
                failure = e;
                throw e;
            }
        }

        @Override
        public void flush() throws IOException
        {
            out.flush();
        }

        @Override
        public void close() throws IOException
        {
            out.close();
        }
    }
}
