package io.ringmain.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Who joins which group, to read which topic.
 *
 * @param bootstrap      host and port, or several with commas between
 * @param topic          whose partitions the group shares among its members
 * @param group          its name
 * @param member         this member's name: its client id, its thread's first part, and that of its transactional ids
 * @param instance       makes it a static member: back under the same name within the session timeout, it has its
 *                       partitions again without the others moving; null for none
 * @param protocol       how the group agrees
 * @param sessionTimeout how long a member may be silent before its partitions go to others; in the classic protocol only
 * @param overrides      client settings that come on top, say for security
 */
public record GroupOptions(String bootstrap, String topic, String group, String member, String instance,
        GroupProtocol protocol, Duration sessionTimeout, Map<String, String> overrides)
{
    /** Checks what can be checked without asking Kafka. */
    public GroupOptions
    {
        Objects.requireNonNull(bootstrap, "bootstrap");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(protocol, "protocol");
        overrides = ClientSettings.copyOf(overrides);
    }
}
