package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest
{
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 22, 16, 5, 9);

    @TempDir
    Path folder;

    private final Lifetime lifetime = Lifetime.unhooked();

    @AfterEach
    void end()
    {
        lifetime.close();
    }

    @Test
    void shouldKeepEverythingInAChosenFolder() throws IOException
    {
        Path chosen = folder.resolve("a/b");
        Workspace workspace = Workspace.chosen(chosen, null, lifetime);
        Files.createDirectories(workspace.brokerData());
        Files.createDirectories(workspace.journal());

        lifetime.close();

        assertEquals(List.of(".ringmain-demo", "broker", "journal"), names(chosen));
    }

    @Test
    void shouldReplaceWhatAnEarlierDemoLeftAndNothingElse() throws IOException
    {
        try (Lifetime earlier = Lifetime.unhooked())
        {
            Workspace workspace = Workspace.chosen(folder, null, earlier);
            Files.createDirectories(workspace.journal().resolve("deep"));
            Files.createFile(workspace.journal().resolve("deep/20261122.cq4"));
            Files.createFile(workspace.report());
        }
        Files.createFile(folder.resolve("mine.txt"));

        Workspace.chosen(folder, null, lifetime);

        assertEquals(List.of(".ringmain-demo", "mine.txt"), names(folder));
    }

    @Test
    void shouldRefuseAFolderWhereOurNamesAreTaken() throws IOException
    {
        Files.createDirectory(folder.resolve("journal"));

        UserError error = assertThrows(UserError.class, () -> Workspace.chosen(folder, null, lifetime));

        assertEquals(
                folder + " already has a \"journal\" that no demo made, and the demo would replace it; give --work " +
                        "another folder, or a new one",
                error.getMessage());
        assertEquals(List.of("journal"), names(folder));
    }

    @Test
    void shouldRefuseAFolderInWhichADemoRuns() throws IOException
    {
        Workspace running = Workspace.chosen(folder, null, lifetime);
        Files.createFile(running.report());

        UserError error = assertThrows(UserError.class, () -> Workspace.chosen(folder, null, lifetime));

        assertTrue(error.getMessage().startsWith("another demo is running in " + folder), error.getMessage());
        assertTrue(Files.exists(running.report()));
    }

    @Test
    void shouldNotFollowLinksWhenItReplaces() throws IOException
    {
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.createFile(precious.resolve("file"));
        Path work = folder.resolve("work");
        try (Lifetime earlier = Lifetime.unhooked())
        {
            Workspace workspace = Workspace.chosen(work, null, earlier);
            Files.createSymbolicLink(workspace.journal(), precious);
        }

        Workspace.chosen(work, null, lifetime);

        assertTrue(Files.exists(precious.resolve("file")));
        assertEquals(List.of(".ringmain-demo"), names(work));
    }

    @Test
    void shouldRemoveAnUnfinishedRunOfItsOwn() throws IOException
    {
        Workspace workspace = Workspace.timestamped(folder, NOW, lifetime);
        Files.createDirectories(workspace.journal());
        Files.createDirectories(workspace.brokerData().resolve("log"));
        assertEquals(folder.resolve("ringmain-demo/20261122-160509"), workspace.root());

        lifetime.close();

        assertEquals(List.of(), names(folder));
        assertFalse(Files.exists(workspace.brokerData()));
    }

    @Test
    void shouldKeepTheResultsOfAFinishedRunButNotTheBroker() throws IOException
    {
        Workspace workspace = Workspace.timestamped(folder, NOW, lifetime);
        Files.createFile(workspace.report());

        workspace.keep();
        lifetime.close();

        assertTrue(Files.exists(workspace.report()));
        assertFalse(Files.exists(workspace.brokerData()));
    }

    @Test
    void shouldNotShareAFolderWhenTwoRunsBeginInTheSameSecond()
    {
        Workspace first = Workspace.timestamped(folder, NOW, lifetime);
        Workspace second = Workspace.timestamped(folder, NOW, lifetime);

        assertEquals(first.root().resolveSibling("20261122-160509-2"), second.root());
    }

    @Test
    void shouldLeaveOtherResultsAloneWhenItRemovesItsOwn() throws IOException
    {
        Path other = Files.createDirectories(folder.resolve("ringmain-demo/20250101-000000"));
        Workspace.timestamped(folder, NOW, lifetime);

        lifetime.close();

        assertEquals(List.of(other.getFileName().toString()), names(folder.resolve("ringmain-demo")));
    }

    @Test
    void shouldTellHowMuchSpaceIsMissing()
    {
        UserError error = assertThrows(UserError.class,
                () -> Folders.requireSpace(Path.of("/data"), 500_000_000, 123_456_789));

        assertEquals("the disk of /data has 123 MB free and 500 MB are needed; make room, or give --work a folder on " +
                "another disk", error.getMessage());
        Folders.requireSpace(Path.of("/data"), 500_000_000, 500_000_000);
    }

    private static List<String> names(Path folder) throws IOException
    {
        try (Stream<Path> entries = Files.list(folder))
        {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
