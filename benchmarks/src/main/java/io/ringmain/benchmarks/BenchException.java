package io.ringmain.benchmarks;

/** A failure whose message tells the user all there is to tell: what happened, the values, what to do. */
public final class BenchException extends RuntimeException
{
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    /**
     * A failure.
     *
     * @param message one line
     */
    public BenchException(String message)
    {
        this(message, 1);
    }

    /**
     * A failure with an exit code of its own.
     *
     * @param message  one line; empty when there is nothing to say
     * @param exitCode of the process
     */
    public BenchException(String message, int exitCode)
    {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode()
    {
        return exitCode;
    }
}
