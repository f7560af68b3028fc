package io.ringmain.cli;

/**
 * A failure that was to be expected in the world outside: a file that is missing, a port that is taken. The message is
 * one line that says what happened, the actual values, and what to do; no stack trace would add to it.
 */
final class UserError extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    UserError(String message)
    {
        super(message);
    }

    UserError(String message, Throwable cause)
    {
        super(message, cause);
    }
}
