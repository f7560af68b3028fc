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
@Timeout(180)
class ChaosIT
{
    /** A kill, a node more, a cut link, the broker killed, two zombies; with journals. */
    private static final String SEED = "8";

    @TempDir
    private Path folder;

    @Test
    void shouldFindEveryPromiseKeptWhenNodesAndBrokerAreKilled() throws Exception
    {
        CommandProcess chaos = CommandProcess.start(folder, "chaos", "--minutes", "0.3", "--seed", SEED, "--rate",
                "2000", "--json");

        assertEquals(0, chaos.exitCode(), () -> chaos.errors() + chaos.output());
        JsonNode summary = new JsonMapper().readTree(chaos.output());
        assertTrue(summary.get("ok").asBoolean(), chaos::output);
        assertTrue(summary.get("inputs").asLong() > 0, chaos::output);
        assertEquals(summary.get("inputs").asLong(), summary.get("outputs").asLong(), chaos::output);
        assertTrue(summary.get("faults").size() >= 3, chaos::output);
        chaos.assertNothingLeft();
    }

    @Test
    void shouldRefuseATimeThatIsNone() throws Exception
    {
        CommandProcess chaos = CommandProcess.start(folder, "chaos", "--minutes", "0");

        assertEquals(2, chaos.exitCode(), chaos::errors);
        assertTrue(chaos.errors().contains("--minutes"), chaos::errors);
    }

    @Test
    void shouldLeaveNothingWhenItIsInterrupted() throws Exception
    {
        CommandProcess chaos = CommandProcess.start(folder, "chaos", "--minutes", "5", "--seed", SEED);
        chaos.awaitError("starting, 0 inputs, 0 outputs, 3 nodes");
        chaos.interrupt();

        assertEquals(130, chaos.exitCode(), chaos::errors);
        chaos.assertNothingLeft();
    }
}
