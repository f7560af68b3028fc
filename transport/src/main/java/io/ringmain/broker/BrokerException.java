package io.ringmain.broker;

/** The broker did not start, or did not stop. The message says why, and names the log file. */
public final class BrokerException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    BrokerException(String message)
    {
        super(message);
    }

    BrokerException(String message, Throwable cause)
    {
        super(message, cause);
    }
}
