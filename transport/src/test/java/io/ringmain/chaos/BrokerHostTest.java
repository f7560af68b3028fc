package io.ringmain.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines are those of a broker that it happened to. */
class BrokerHostTest
{
    private static final String ORDINARY = "INFO [GroupCoordinator id=1] Finished loading of metadata from " +
            "__consumer_offsets-0 with epoch 10 in 908ms (CoordinatorRuntime)";

    @TempDir
    private Path directory;

    @Test
    void shouldTellThatTheBrokerHasLostWhatItKnewOfGroups() throws IOException
    {
        assertEquals(
                Optional.of("Ignored load completion from __consumer_offsets-0 because context is in ACTIVE state"),
                lost("INFO [GroupCoordinator id=1] Ignored load completion from __consumer_offsets-0 because context is " +
                        "in ACTIVE state. (CoordinatorRuntime)"));
        assertEquals(Optional.of("Failed to load metadata from __consumer_offsets-0 with epoch 14 due to Replaying"),
                lost("ERROR [GroupCoordinator id=1] Failed to load metadata from __consumer_offsets-0 with epoch 14 due " +
                        "to Replaying record CoordinatorRecord(key=...)"));
    }

    @Test
    void shouldNotBlameABrokerThatHasMerelyStartedAgain() throws IOException
    {
        assertEquals(Optional.empty(), lost("INFO [GroupCoordinator id=1] Ignored unloading metadata for " +
                "__consumer_offsets-0 in epoch OptionalInt[11] since metadata was never loaded. (CoordinatorRuntime)"));
    }

    private Optional<String> lost(String line) throws IOException
    {
        Files.write(directory.resolve("broker.log"), List.of(ORDINARY, line, ORDINARY));
        return BrokerHost.lostGroups(directory);
    }
}
