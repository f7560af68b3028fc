package io.ringmain.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JetThreadsTest
{
    @ParameterizedTest
    @CsvSource({
        "PIPELINE,         1, 1, false",
        "PIPELINE,         2, 1, true",
        "PIPELINE,         4, 3, true",
        "PIPELINE,        16, 4, true",
        "UNICAST,         16, 2, true",
        "THREE_PRODUCERS,  2, 1, false",
        "THREE_PRODUCERS,  4, 1, true"
    })
    void shouldTakeTheCpusThatNoPublisherTakes(Topology topology, int cpus, int count, boolean spin)
    {
        assertEquals(new JetThreads(count, spin), JetThreads.of(topology, cpus));
    }
}
