package io.ringmain.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JetThreadsTest
{
    @ParameterizedTest
    @CsvSource({"PIPELINE, PARK, 1, 1", "PIPELINE, PARK, 2, 2", "PIPELINE, PARK, 16, 4", "UNICAST, PARK, 16, 2",
        "PIPELINE, SPIN, 2, 1", "PIPELINE, SPIN, 4, 3", "PIPELINE, SPIN, 16, 4", "THREE_PRODUCERS, SPIN, 4, 1"})
    void shouldTakeAllCpusToParkAndThoseWithoutAPublisherToSpin(Topology topology, Waits waits, int cpus, int count)
    {
        assertEquals(new JetThreads(count, waits == Waits.SPIN), JetThreads.of(topology, waits, cpus));
    }

    @Test
    void shouldNotSpinWherePublishersTakeAllCpus()
    {
        assertFalse(JetThreads.canSpin(Topology.PIPELINE, 1));
        assertTrue(JetThreads.canSpin(Topology.PIPELINE, 2));
        assertFalse(JetThreads.canSpin(Topology.THREE_PRODUCERS, 3));
    }
}
