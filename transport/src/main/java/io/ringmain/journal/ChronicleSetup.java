package io.ringmain.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.openhft.chronicle.core.OS;

/**
 * What must be so before the first class of Chronicle or Agrona is loaded. Without its JVM flags Chronicle would not fail
 * but turn the queue read-only.
 */
final class ChronicleSetup
{
    private static final String AGRONA = "jdk.internal.misc";
    private static final String CHRONICLE_FILES = "sun.nio.ch";
    private static final String CHRONICLE_REFLECTION = "java.lang.reflect";

    private ChronicleSetup()
    {}

    static void forReading()
    {
        require("Reading", missing(AGRONA));
    }

    static void forWriting()
    {
        // it prints a banner, and starts a thread that watches the disk and only logs
        setUnlessSet("chronicle.announcer.disable");
        setUnlessSet("chronicle.disk.monitor.disable");
        require("Writing", missing(CHRONICLE_FILES, CHRONICLE_REFLECTION, AGRONA));
        loadWithoutTrace();
    }

    /**
     * Chronicle's first class looks for the build folder of a project and, where there is none, makes one named "target" in
     * the folder for temporary files. Nothing of it that we use ever looks there.
     */
    private static void loadWithoutTrace()
    {
        Path target = Path.of(System.getProperty("java.io.tmpdir"), "target");
        boolean before = Files.exists(target);
        OS.getTarget();
        if (!before)
        {
            try
            {
                // somebody else's would not be empty, and stays
                Files.deleteIfExists(target);
            }
            catch (IOException e)
            {
                // an empty folder more is no reason to fail
            }
        }
    }

    private static void setUnlessSet(String property)
    {
        if (System.getProperty(property) == null)
        {
            System.setProperty(property, "true");
        }
    }

    private static void require(String what, List<String> missing)
    {
        if (!missing.isEmpty())
        {
            throw new JournalException(
                    "%s a journal needs the JVM flags %s; add them to the java command, or use ringmain.jar, whose manifest has them."
                            .formatted(what, String.join(" ", missing)));
        }
    }

    /** Opened is more than exported, so that one kind of flag does for all. */
    private static List<String> missing(String... packages)
    {
        Module base = Object.class.getModule();
        List<String> flags = new ArrayList<>();
        for (String name : packages)
        {
            boolean reflection = name.equals(CHRONICLE_REFLECTION);
            Module ours = ChronicleSetup.class.getModule();
            if (reflection ? !base.isOpen(name, ours) : !base.isExported(name, ours))
            {
                flags.add("--add-opens java.base/" + name + "=ALL-UNNAMED");
            }
        }
        return flags;
    }
}
