package io.ringmain.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header that carries, from the feed to the end, when a flight should have been sent: nanoseconds since 1970 in
 * decimal, so that any client can read it. It is the scheduled time, not the actual one, so that a feed that lags makes
 * the latency longer and not shorter.
 */
final class SentHeader
{
    static final String NAME = "sent-ns";

    private SentHeader()
    {}

    static void write(Headers headers, long sentNs)
    {
        headers.add(NAME, Long.toString(sentNs).getBytes(US_ASCII));
    }

    /** The time in the header, or the record's own when it has none, or none that can be read. */
    static long read(ConsumerRecord<?, ?> record)
    {
        Header header = record.headers().lastHeader(NAME);
        if (header != null && header.value() != null)
        {
            try
            {
                return Long.parseLong(new String(header.value(), US_ASCII));
            }
            catch (NumberFormatException e)
            {
                // a stranger's header of the same name
            }
        }
        return TimeUnit.MILLISECONDS.toNanos(record.timestamp());
    }
}
