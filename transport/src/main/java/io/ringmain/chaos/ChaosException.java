package io.ringmain.chaos;

/** A promise was broken; the message says which, what happened around it, and by which seed. */
public final class ChaosException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final transient ChaosAccount account;

    ChaosException(String message, Throwable cause, ChaosAccount account)
    {
        super(message, cause);
        this.account = account;
    }

    /**
     * What was done until then.
     *
     * @return the account so far
     */
    public ChaosAccount account()
    {
        return account;
    }
}
