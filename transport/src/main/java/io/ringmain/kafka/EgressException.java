package io.ringmain.kafka;

/** A record was not acknowledged; the cause says why. Nothing is sent after the first one. */
public final class EgressException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * For a reason.
     *
     * @param message what happened and what to do
     * @param cause   may be null
     */
    public EgressException(String message, Throwable cause)
    {
        super(message, cause);
    }
}
