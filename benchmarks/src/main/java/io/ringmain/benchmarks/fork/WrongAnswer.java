package io.ringmain.benchmarks.fork;

/** A side lost, repeated, changed or reordered events, so that its time means nothing. */
public final class WrongAnswer extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message one line
     */
    public WrongAnswer(String message)
    {
        super(message);
    }
}
