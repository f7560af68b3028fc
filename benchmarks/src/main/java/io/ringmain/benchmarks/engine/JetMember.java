package io.ringmain.benchmarks.engine;

import java.util.logging.Level;
import java.util.logging.Logger;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.config.EdgeConfig;
import com.hazelcast.spi.properties.ClusterProperty;
import com.hazelcast.spi.properties.HazelcastProperty;

/**
 * A member of Hazelcast that is alone and stays so: it looks for no other, listens on the loopback alone, since a member
 * must listen, tells its maker nothing, and collects no metrics.
 */
final class JetMember
{
    /**
     * Held, since a logger that nobody holds forgets its level. It says at length what it is when it starts, and warns that
     * threads that spin do not park longer and longer.
     */
    private static final Logger LOGGER = Logger.getLogger("com.hazelcast");

    private JetMember()
    {}

    static HazelcastInstance start(JetThreads threads, int queueSize)
    {
        LOGGER.setLevel(Level.SEVERE);
        return Hazelcast.newHazelcastInstance(config(threads, queueSize));
    }

    static Config config(JetThreads threads, int queueSize)
    {
        Config config = new Config().setClusterName("ringmain-bench");
        set(config, ClusterProperty.PHONE_HOME_ENABLED, "false");
        set(config, ClusterProperty.SHUTDOWNHOOK_ENABLED, "false");
        set(config, ClusterProperty.SOCKET_BIND_ANY, "false");
        if (threads.spin())
        {
            set(config, ClusterProperty.JET_IDLE_COOPERATIVE_MIN_MICROSECONDS, "0");
            set(config, ClusterProperty.JET_IDLE_COOPERATIVE_MAX_MICROSECONDS, "0");
        }
        config.getMetricsConfig().setEnabled(false);
        alone(config.getNetworkConfig());
        config.getJetConfig().setEnabled(true).setCooperativeThreadCount(threads.count())
                .setDefaultEdgeConfig(new EdgeConfig().setQueueSize(queueSize)).setBackupCount(0);
        return config;
    }

    private static void alone(NetworkConfig network)
    {
        // any port that is free
        network.setPort(0).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
    }

    private static void set(Config config, HazelcastProperty property, String value)
    {
        config.setProperty(property.getName(), value);
    }
}
