package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short version of what anybody can run for hours. */
@Timeout(120)
class TortureIT
{
    private static final long KILLS = 44;

    @TempDir
    private Path folder;

    @Test
    void shouldFindEveryPromiseKeptWhenWritersAreKilled() throws Exception
    {
        CommandProcess torture = CommandProcess.start(folder, "torture", "--kills", Long.toString(KILLS), "--json");

        assertEquals(0, torture.exitCode(), () -> torture.errors() + torture.output());
        JsonNode summary = new JsonMapper().readTree(torture.output());
        assertTrue(summary.get("ok").asBoolean(), torture::output);
        assertEquals(KILLS, summary.get("kills").asLong());
        assertTrue(summary.get("records").asLong() > 0, torture::output);
        assertTrue(summary.get("damaged").asLong() > 0, torture::output);
        torture.assertNothingLeft();
    }

    @Test
    void shouldRefuseToBeToldBothHowLongAndHowOften() throws Exception
    {
        CommandProcess torture = CommandProcess.start(folder, "torture", "--kills", "4", "--minutes", "1");

        assertEquals(2, torture.exitCode(), torture::errors);
        assertTrue(torture.errors().contains("--kills"), torture::errors);
    }

    @Test
    void shouldLeaveNothingWhenItIsInterrupted() throws Exception
    {
        CommandProcess torture = CommandProcess.start(folder, "torture", "--minutes", "5");
        torture.awaitError(" kills");
        torture.interrupt();

        assertEquals(130, torture.exitCode(), torture::errors);
        torture.assertNothingLeft();
    }
}
