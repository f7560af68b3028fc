package io.ringmain.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest
{
    @ParameterizedTest
    @CsvSource({"0,0 ns", "7,7 ns", "999,999 ns", "1000,1.00 µs", "9994,9.99 µs", "9996,10.0 µs", "99940,99.9 µs",
        "99960,100 µs", "999499,999 µs", "999500,1.00 ms", "1500000000,1.50 s", "75000000000,75.0 s",
        "7200000000000,7200 s"})
    void shouldShowADurationInThreeDigits(long ns, String text)
    {
        assertEquals(text, Units.duration(ns));
    }

    @Test
    void shouldShowCountsAndShares()
    {
        assertEquals("1,234,567", Units.count(1_234_567));
        assertEquals("81.3 %", Units.percent(0.81349));
        assertEquals("-7.25", Units.decimal(-7.25, 2));
    }
}
