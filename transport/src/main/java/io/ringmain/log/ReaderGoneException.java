package io.ringmain.log;

/** Whoever read what a sink wrote has had enough, as {@code head} does after ten lines. No failure. */
public final class ReaderGoneException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * Says who.
     *
     * @param name  of the sink
     * @param cause what the operating system said
     */
    public ReaderGoneException(String name, Throwable cause)
    {
        super("nobody reads " + name + " any more", cause);
    }
}
