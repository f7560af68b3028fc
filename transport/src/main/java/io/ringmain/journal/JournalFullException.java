package io.ringmain.journal;

/** The disk has no room for another segment. What was acknowledged is kept. */
public final class JournalFullException extends JournalException
{
    private static final long serialVersionUID = 1L;

    JournalFullException(String message, Throwable cause)
    {
        super(message, cause);
    }
}
