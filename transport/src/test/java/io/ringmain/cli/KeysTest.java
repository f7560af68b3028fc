package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class KeysTest
{
    private static List<Keys.Key> keys(String typed)
    {
        Keys keys = new Keys(new ByteArrayInputStream(typed.getBytes(US_ASCII)));
        List<Keys.Key> pressed = new ArrayList<>();
        for (Keys.Key key = keys.next(); key != Keys.Key.NONE; key = keys.next())
        {
            pressed.add(key);
        }
        return pressed;
    }

    @Test
    void shouldKnowItsKeysInBothWaysThatTerminalsSendThem()
    {
        assertEquals(List.of(Keys.Key.PAUSE, Keys.Key.STEP, Keys.Key.FASTER, Keys.Key.SLOWER, Keys.Key.QUIT),
                keys(" \u001b[C\u001bOA\u001b[Bq"));
    }

    @Test
    void shouldPassOverWhatMeansNothing()
    {
        assertEquals(List.of(Keys.Key.PAUSE), keys("xyz\u001b[D\u001b \u001b"));
    }
}
