package io.ringmain.kafka;

/**
 * Kafka is there, and client and broker do not come together: a wrong password, a certificate that one of them does not trust, a
 * port that speaks another protocol, settings that no client can be made of. Trying again helps nothing. The message says what to
 * change, and neither it nor its causes have a secret in them.
 */
public final class KafkaAccessException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    KafkaAccessException(String message, Throwable cause)
    {
        super(message, cause);
    }
}
