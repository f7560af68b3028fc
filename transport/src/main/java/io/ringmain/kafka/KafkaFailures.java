package io.ringmain.kafka;

import java.util.concurrent.ExecutionException;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What a failure of Kafka's clients means. */
public final class KafkaFailures
{
    private KafkaFailures()
    {}

    /**
     * Whether trying again can help nothing: somebody has to change something first.
     *
     * @param failure what was thrown
     * @return false for an outage, a rebalance, a fenced producer, and all else that passes
     */
    public static boolean isForGood(Throwable failure)
    {
        for (Throwable it = failure; it != null; it = it.getCause())
        {
            if (it instanceof AuthenticationException || it instanceof AuthorizationException ||
                    it instanceof RecordTooLargeException || it instanceof SerializationException ||
                    it instanceof InvalidRecordException || it instanceof InvalidTopicException ||
                    it instanceof InvalidTxnTimeoutException || it instanceof InvalidConfigurationException ||
                    it instanceof UnsupportedVersionException ||
                    it instanceof UnsupportedForMessageFormatException || it instanceof Error)
            {
                return true;
            }
        }
        return !(failure instanceof KafkaException || failure instanceof ExecutionException ||
                failure instanceof KafkaUnreachableException);
    }

    /**
     * In a few words.
     *
     * @param failure what was thrown
     * @return kind and message of what is behind it
     */
    public static String reason(Throwable failure)
    {
        Throwable root = failure;
        while ((root instanceof ExecutionException || root.getMessage() == null ||
                root.getClass() == KafkaException.class) &&
                root.getCause() != null)
        {
            root = root.getCause();
        }
        String kind = root.getClass().getSimpleName();
        return root.getMessage() == null ? kind : kind + ": " + root.getMessage();
    }
}
