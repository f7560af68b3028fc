package io.ringmain.torture;

/** The journal has broken a promise. */
final class TortureFailure extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    TortureFailure(String message)
    {
        super(message);
    }

    TortureFailure(String message, Throwable cause)
    {
        super(message, cause);
    }
}
