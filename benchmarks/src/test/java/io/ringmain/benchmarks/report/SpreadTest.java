package io.ringmain.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

class SpreadTest
{
    @Test
    void shouldTakeTheMiddleOfAnOddNumber()
    {
        assertEquals(new Spread(3, 1, 90), Spread.of(List.of(90.0, 1.0, 3.0)));
    }

    @Test
    void shouldTakeTheMeanOfTheMiddleTwoOfAnEvenNumber()
    {
        assertEquals(new Spread(4, 1, 90), Spread.of(List.of(90.0, 1.0, 3.0, 5.0)));
    }

    @Test
    void shouldRefuseNothing()
    {
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }
}
