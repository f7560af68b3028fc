package io.ringmain.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StolenTimeTest
{
    @Test
    void shouldTellTheShareThatTheHostTook()
    {
        StolenTime before = StolenTime.parse("cpu  100 0 50 800 10 5 5 30 40 0");
        StolenTime after = StolenTime.parse("cpu  300 0 150 1300 10 5 5 230 140 0");

        assertEquals(new StolenTime(1_000, 30), before);
        assertEquals("20.00 % of all CPU time, by what the host tells", after.stolenSince(before));
    }
}
