package io.ringmain.benchmarks.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ForkLineTest
{
    @Test
    void shouldReadWhatItWrote()
    {
        Map<String, List<Double>> figures = Map.of("throughput", List.of(1.5, 1e-9, 312.25), "p99.9", List.of(2e9));

        assertEquals(Optional.of(figures), ForkLine.parse(ForkLine.of(figures)));
    }

    @Test
    void shouldTellWhyAForkFailed()
    {
        assertEquals("wrong answer: 3 and not 4",
                ForkLine.why(List.of("a warning", "wrong answer: 3 and not 4", "more")));
        assertEquals("Unrecognized VM option", ForkLine.why(List.of("Unrecognized VM option", "Error: …")));
        assertEquals("it said nothing", ForkLine.why(List.of()));
    }

    @Test
    void shouldPassOverWhatAJvmSaysOtherwise()
    {
        assertTrue(ForkLine.parse("OpenJDK 64-Bit Server VM warning: something=1").isEmpty());
        assertTrue(ForkLine.parse("").isEmpty());
    }
}
