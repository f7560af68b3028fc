package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import org.junit.jupiter.api.Test;

class ProgressTest
{
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, UTF_8);

    @Test
    void shouldWriteOverItsLineOnATerminal()
    {
        try (Progress progress = new Progress(err, true))
        {
            progress.show(0, () -> "one");
            progress.show(SECOND / 20, () -> "too soon");
            progress.show(SECOND / 10, () -> "two");
            progress.done("done");
        }

        assertEquals("\rone\u001b[K\rtwo\u001b[K\r\u001b[Kdone\n", bytes.toString(UTF_8));
    }

    @Test
    void shouldWriteALineNowAndThenElsewhere()
    {
        try (Progress progress = new Progress(err, false))
        {
            for (int tenths = 0; tenths < 61; tenths++)
            {
                String line = tenths / 10.0 + " s";
                progress.show(tenths * SECOND / 10, () -> line);
            }
        }

        assertEquals("0.0 s\n3.0 s\n6.0 s\n", bytes.toString(UTF_8));
    }

    @Test
    void shouldKeepALongLineFromWrapping()
    {
        try (Progress progress = new Progress(err, true))
        {
            progress.show(0, () -> "x".repeat(200));
        }

        assertTrue(bytes.toString(UTF_8).startsWith('\r' + "x".repeat(78) + "…\u001b[K"));
    }
}
