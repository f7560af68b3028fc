package io.ringmain.journal;

/** A journal could not be opened, written or read; the message says what happened and what to do. */
public class JournalException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    JournalException(String message)
    {
        super(message);
    }

    JournalException(String message, Throwable cause)
    {
        super(message, cause);
    }
}
