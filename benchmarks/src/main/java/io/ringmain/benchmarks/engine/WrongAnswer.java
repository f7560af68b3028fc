package io.ringmain.benchmarks.engine;

/** A side lost, repeated or reordered events, so that its time means nothing. */
final class WrongAnswer extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    WrongAnswer(String message)
    {
        super(message);
    }
}
