package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest
{
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private final Logger library = LoggerFactory.getLogger("org.library");

    @AfterEach
    void silence()
    {
        Logging.begin(terminal.streams().err(), false);
    }

    @Test
    void shouldKeepWarningsInTheFileAndOffTheTerminal() throws Exception
    {
        Path file = folder.resolve("ringmain.log");
        Logging.begin(terminal.streams().err(), false);

        AutoCloseable log = Logging.to(file);
        library.info("all well");
        assertFalse(Files.exists(file));
        library.warn("disk slow");
        log.close();
        library.warn("after the end");

        String text = Files.readString(file);
        assertTrue(text.contains("disk slow"), text);
        assertFalse(text.contains("all well") || text.contains("after the end"), text);
        assertEquals("", terminal.err());
    }

    @Test
    void shouldShowWarningsOnTheTerminalWhenVerbose()
    {
        Logging.begin(terminal.streams().err(), true);

        library.info("all well");
        library.warn("disk slow");

        assertTrue(terminal.err().contains("disk slow"), terminal.err());
        assertFalse(terminal.err().contains("all well"), terminal.err());
    }
}
