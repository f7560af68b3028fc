package io.ringmain.benchmarks.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class CalibrationTest
{
    @Test
    void shouldCallALoopThatAlwaysTakesTheSameQuiet()
    {
        long[] tookNs = new long[1_000];
        Arrays.fill(tookNs, 50_000);

        Calibration calibration = Calibration.of(tookNs);

        assertEquals(50_000, calibration.fastNs());
        assertEquals("0.0 %, quiet", calibration.text());
    }

    @Test
    void shouldCountWhatWasTakenAway()
    {
        long[] tookNs = new long[1_000];
        Arrays.fill(tookNs, 50_000);
        // five milliseconds, twice
        tookNs[3] += 5_000_000;
        tookNs[900] += 5_000_000;

        Calibration calibration = Calibration.of(tookNs);

        assertEquals(0.2, calibration.noise(), 1e-9);
        assertEquals("noisy", calibration.verdict());
    }

    @Test
    void shouldMeasureThisMachine()
    {
        Calibration calibration = Calibration.measure();

        assertTrue(calibration.fastNs() > 1_000, calibration::toString);
        assertTrue(calibration.noise() >= 0, calibration::toString);
    }
}
