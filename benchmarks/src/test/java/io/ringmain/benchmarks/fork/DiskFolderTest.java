package io.ringmain.benchmarks.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.benchmarks.BenchException;

class DiskFolderTest
{
    @TempDir
    private Path parent;

    @Test
    void shouldRemoveWhatForksLeave() throws Exception
    {
        DiskFolder folder = DiskFolder.in(parent);
        Path fork = Files.createDirectory(folder.next());
        Files.writeString(Files.createDirectory(fork.resolve("journal")).resolve("segment"), "text");

        folder.clear();

        assertFalse(Files.exists(fork));
        folder.remove();
        folder.remove();
        assertEquals(0, parent.toFile().list().length);
    }

    @Test
    void shouldSayHowMuchRoomIsMissing()
    {
        DiskFolder folder = DiskFolder.in(parent);

        BenchException e = assertThrows(BenchException.class, () -> folder.require(Long.MAX_VALUE / 2, "open-10g"));

        assertTrue(e.getMessage().startsWith("open-10g needs 4611686018.4 GB of disk and "), e.getMessage());
        assertTrue(e.getMessage().contains("--dir"), e.getMessage());
    }

    @Test
    void shouldTellOfTheDisk()
    {
        Map<String, String> conditions = new LinkedHashMap<>();

        DiskFolder.in(parent).describe(conditions, 1 << 20);

        assertTrue(conditions.get("disk").contains("GB free"), conditions::toString);
        assertTrue(conditions.get("disk speed").contains("MB/s"), conditions::toString);
    }
}
