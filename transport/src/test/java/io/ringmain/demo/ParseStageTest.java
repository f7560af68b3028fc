package io.ringmain.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParseStageTest
{
    @TempDir
    Path folder;

    @Test
    void shouldTellTheDeadLettersAndMarkTheEventWhenItIsNoFlight() throws IOException
    {
        Path file = folder.resolve("dead.jsonl");
        FlightEvent good = Flights.of(Flights.json("BNA", 3));
        FlightEvent bad = Flights.of("{\"time\":\"\n");
        bad.position(2, 1_719);

        try (DeadLetterFile dead = new DeadLetterFile(file))
        {
            ParseStage stage = new ParseStage(dead);
            stage.onEvent(good, 0, false);
            stage.onEvent(Flights.of("[]"), 1, false);
            stage.onEvent(bad, 2, true);

            assertEquals(2, stage.rejected());
            assertEquals(2, dead.count());
        }

        assertNull(good.rejection());
        String expected = "{\"partition\":2,\"offset\":1719,\"reason\":\"" + bad.rejection().replace("\"", "\\\"") +
                "\",\"text\":\"{\\\"time\\\":\\\"\\n\"}";
        assertEquals(expected, Files.readAllLines(file).get(1));
    }

    @Test
    void shouldMakeNoFileWhenNothingWasRejected() throws IOException
    {
        Path file = folder.resolve("dead.jsonl");

        try (DeadLetterFile dead = new DeadLetterFile(file))
        {
            new ParseStage(dead).onEvent(Flights.of(Flights.json("BNA", 3)), 0, true);
        }

        assertEquals(false, Files.exists(file));
    }
}
