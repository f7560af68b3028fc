package io.ringmain.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import org.junit.jupiter.api.Test;

class JetMemberTest
{
    private final Config config = JetMember.config(new JetThreads(1, true), 1_024);

    @Test
    void shouldTellItsMakerNothing()
    {
        assertEquals("false", config.getProperty("hazelcast.phone.home.enabled"));
    }

    @Test
    void shouldBeAloneOnTheLoopback()
    {
        NetworkConfig network = config.getNetworkConfig();

        assertFalse(network.getJoin().getMulticastConfig().isEnabled());
        assertFalse(network.getJoin().getAutoDetectionConfig().isEnabled());
        assertFalse(network.getJoin().getTcpIpConfig().isEnabled());
        assertEquals(List.of("127.0.0.1"), List.copyOf(network.getInterfaces().getInterfaces()));
        assertEquals("false", config.getProperty("hazelcast.socket.bind.any"));
    }

    @Test
    void shouldHaveQueuesOfTheRingsSize()
    {
        assertEquals(1_024, config.getJetConfig().getDefaultEdgeConfig().getQueueSize());
    }
}
