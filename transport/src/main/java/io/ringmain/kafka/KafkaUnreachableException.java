package io.ringmain.kafka;

import java.time.Duration;

/** Nobody answers as Kafka at the given address. A client of its own accord would keep trying, and say nothing. */
public final class KafkaUnreachableException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    KafkaUnreachableException(String bootstrap, Duration patience, Throwable cause)
    {
        super("nobody answered as Kafka at " + bootstrap + ", given " + patience.toMillis() + " ms" +
                (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")") +
                ": is the broker running, is the address right, and does that port speak the security " +
                "protocol that the client was set up for?", cause);
    }

    /** With what was found out. */
    KafkaUnreachableException(String message, Throwable cause)
    {
        super(message, cause);
    }
}
