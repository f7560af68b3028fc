package io.ringmain.benchmarks.kafka;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;
import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.BenchException;

class CpuTimeTest
{
    /** User and kernel time are each counted in steps. */
    private static final double STEPS_S = 0.03;

    @Test
    void shouldTellAsMuchAsTheProcessItself()
    {
        ProcessHandle here = ProcessHandle.current();
        OperatingSystemMXBean itself = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        double before = CpuTime.seconds(here);
        double told = itself.getProcessCpuTime() / 1e9;
        double after = CpuTime.seconds(here);

        assertTrue(before <= told + STEPS_S && told <= after + STEPS_S, before + " <= " + told + " <= " + after);
    }

    @Test
    void shouldSayThatAProcessHasEnded() throws Exception
    {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process ended = new ProcessBuilder(java.toString(), "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        ended.waitFor();

        BenchException failure = assertThrows(BenchException.class, () -> CpuTime.seconds(ended.toHandle()));

        assertTrue(failure.getMessage().contains("process " + ended.pid()), failure.getMessage());
    }
}
