package io.ringmain.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * What must be so before Chronicle's first class is loaded. Without the JVM flags it would not fail but turn the queue
 * read-only.
 */
final class ChronicleSetup
{
    private static final String NIO = "sun.nio.ch";
    private static final String REFLECT = "java.lang.reflect";

    private ChronicleSetup()
    {}

    static void prepare()
    {
        // it prints a banner, and starts a thread that watches the disk and only logs
        setUnlessSet("chronicle.announcer.disable");
        setUnlessSet("chronicle.disk.monitor.disable");
        List<String> missing = missingFlags();
        if (!missing.isEmpty())
        {
            throw new JournalException(
                    "Writing a journal needs the JVM flags %s; add them to the java command, or use ringmain.jar, whose manifest has them."
                            .formatted(String.join(" ", missing)));
        }
    }

    private static void setUnlessSet(String property)
    {
        if (System.getProperty(property) == null)
        {
            System.setProperty(property, "true");
        }
    }

    private static List<String> missingFlags()
    {
        Module java = Object.class.getModule();
        Module chronicle = ChronicleSetup.class.getModule();
        List<String> missing = new ArrayList<>();
        if (!java.isExported(NIO, chronicle))
        {
            missing.add("--add-exports java.base/" + NIO + "=ALL-UNNAMED");
        }
        if (!java.isOpen(REFLECT, chronicle))
        {
            missing.add("--add-opens java.base/" + REFLECT + "=ALL-UNNAMED");
        }
        return missing;
    }
}
