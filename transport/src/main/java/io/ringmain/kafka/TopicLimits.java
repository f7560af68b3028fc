package io.ringmain.kafka;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic takes. The broker tells of what it does not take only when it is sent, and then for a whole batch; asked before,
 * it tells for each record.
 *
 * @param batchBytes the longest batch, and so a little more than the longest record; 0 when it is not known
 * @param needsKeys  whether a record without a key is refused, as it is by a compacted topic
 */
record TopicLimits(int batchBytes, boolean needsKeys)
{
    static final TopicLimits UNKNOWN = new TopicLimits(0, false);

    static TopicLimits of(Config config)
    {
        return new TopicLimits(Integer.parseInt(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "0")),
                value(config, TopicConfig.CLEANUP_POLICY_CONFIG, "").contains(TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static String value(Config config, String name, String otherwise)
    {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? otherwise : entry.value();
    }
}
