package io.ringmain.torture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ringmain.journal.JournalKey;

/** Disks that lose their power under a writer, as well as that can be had without a machine to switch off. */
final class PowerLossTest
{
    private static final int LOSSES = 3;

    @TempDir
    private Path temp;

    private JournalKey key() throws IOException
    {
        Files.writeString(temp.resolve("key"), "0123456789abcdef".repeat(4));
        return JournalKey.ofFile(temp.resolve("key"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepAllThatWasDurableWhenThePowerIsLost(Sync sync) throws IOException
    {
        Random random = new Random(42);
        JournalKey key = key();
        try (PowerDisk disk = PowerDisk.make(temp, why -> Assumptions.abort("cannot mount: " + why));
                Spares spares = new Spares(temp))
        {
            PowerRound round = new PowerRound(disk, temp.resolve("key"), key, temp.resolve("before"));
            for (int loss = 0; loss < LOSSES; loss++)
            {
                SessionPlan plan = new SessionPlan(random.nextLong(), sync, loss == 1, 64, 20_000, 4 << 20, 0,
                        random.nextLong());

                round.run(spares.take(), plan, random);
            }
        }
    }

    /** Otherwise the test above would show nothing. */
    @Test
    void shouldNotFindOnTheDiskWhatWasNeverForced() throws IOException
    {
        try (PowerDisk disk = PowerDisk.make(temp, why -> Assumptions.abort("cannot mount: " + why)))
        {
            Path file = disk.begin().resolve("file");
            Files.writeString(file, "in the memory of the kernel");
            disk.losePower();

            assertTrue(Files.exists(file));
            assertFalse(Files.exists(disk.powerBack().resolve("file")));
        }
    }
}
