package io.ringmain.torture;

/** The journal has broken a promise; the message says which, where it lies, and by which seed. */
public final class TortureException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final transient TortureAccount account;

    TortureException(String message, Throwable cause, TortureAccount account)
    {
        super(message, cause);
        this.account = account;
    }

    /**
     * What was done until then.
     *
     * @return the account so far
     */
    public TortureAccount account()
    {
        return account;
    }
}
