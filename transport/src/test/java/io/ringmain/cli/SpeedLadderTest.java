package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.transfer.Schedule;

class SpeedLadderTest
{
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1, 3, 7.5, 1000, Schedule.MAX})
    void shouldComeBackToWhereItWas(double start)
    {
        SpeedLadder ladder = new SpeedLadder(start);

        assertEquals(start, start == Schedule.MAX ? ladder.up(ladder.down(start)) : ladder.down(ladder.up(start)));
        assertEquals(start, start == 0.01 ? ladder.down(ladder.up(start)) : ladder.up(ladder.down(start)));
    }

    @Test
    void shouldClimbByOneTwoFive()
    {
        SpeedLadder ladder = new SpeedLadder(1);
        StringBuilder climbed = new StringBuilder();
        double speed = 0.01;
        for (int i = 0; i < 17; i++)
        {
            climbed.append(SpeedOption.text(speed)).append(' ');
            speed = ladder.up(speed);
        }

        assertEquals("0.01x 0.02x 0.05x 0.1x 0.2x 0.5x 1x 2x 5x 10x 20x 50x 100x 200x 500x 1000x max ",
                climbed.toString());
        assertEquals(0.01, ladder.down(0.01));
        assertEquals(Schedule.MAX, ladder.up(Schedule.MAX));
    }

    @ParameterizedTest
    @CsvSource({"original,1", "max,Infinity", "2x,2", "0.25x,0.25"})
    void shouldReadASpeed(String text, double speed)
    {
        assertEquals(speed, new SpeedOption().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0x", "-1x", "fast", "x"})
    void shouldRefuseWhatIsNoSpeed(String text)
    {
        assertThrows(TypeConversionException.class, () -> new SpeedOption().convert(text));
    }

    @Test
    void shouldReadARate()
    {
        assertEquals(1000, new SpeedOption.Rate().convert("1000/s"));
        assertEquals(0.5, new SpeedOption.Rate().convert("0.5"));
        assertThrows(TypeConversionException.class, () -> new SpeedOption.Rate().convert("0"));
        assertThrows(TypeConversionException.class, () -> new SpeedOption.Rate().convert("5/min"));
    }
}
