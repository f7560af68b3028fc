package io.ringmain.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest
{
    @ParameterizedTest
    @CsvSource({"MILLION_EVENTS_PER_SECOND, 152.4, 152 M/s", "MILLION_EVENTS_PER_SECOND, 5.8, 5.80 M/s",
        "NANOSECONDS, 45, 45.0 ns", "NANOSECONDS, 999.6, 1.00 µs", "NANOSECONDS, 2000000, 2.00 ms",
        "MILLISECONDS, 5.07, 5.07 ms", "PERCENT_OF_A_CPU, 0.7, 0.70 %"})
    void shouldShowThreeDigits(Unit unit, double value, String text)
    {
        assertEquals(text, unit.text(value));
    }

    @ParameterizedTest
    @CsvSource({"MILLION_EVENTS_PER_SECOND, 300, 100, 3", "NANOSECONDS, 100, 300, 3", "NANOSECONDS, 300, 100, 0.333"})
    void shouldTellHowManyTimesBetter(Unit unit, double ours, double theirs, double times)
    {
        assertEquals(times, unit.timesBetter(ours, theirs), 0.001);
    }
}
