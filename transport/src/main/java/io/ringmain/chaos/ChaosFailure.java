package io.ringmain.chaos;

/** A promise was broken. */
final class ChaosFailure extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    ChaosFailure(String message)
    {
        super(message);
    }

    ChaosFailure(String message, Throwable cause)
    {
        super(message, cause);
    }
}
