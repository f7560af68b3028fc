package io.ringmain.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where a lane sends to, and how.
 *
 * @param member          names the producers, and begins their transactional ids
 * @param bootstrap       host and port, or several with commas between
 * @param topics          known to exist before the first event
 * @param commitInterval  from commit to commit at most, while the lane is busy
 * @param linger          how long a record may wait for others to travel with
 * @param packed          whether many records travel in one, see {@link PackedRecords}
 * @param maxRequestBytes of one record and of one request
 * @param overrides       producer settings that come on top, say for security
 */
public record OutputOptions(String member, String bootstrap, List<String> topics, Duration commitInterval,
        Duration linger, boolean packed, int maxRequestBytes, Map<String, String> overrides)
{
    /** Checks what can be checked without asking Kafka. */
    public OutputOptions
    {
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(bootstrap, "bootstrap");
        topics = List.copyOf(topics);
        overrides = ClientSettings.copyOf(overrides);
    }
}
