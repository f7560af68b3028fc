package io.ringmain.report;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the figures were measured on, since they mean little without. */
public final class Machine
{
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine()
    {}

    /**
     * Processor, system and JVM of this process.
     *
     * @return lines of small print, in order
     */
    public static Map<String, String> facts()
    {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " available");
        facts.put("System", System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ", " +
                System.getProperty("os.arch"));
        facts.put("JVM", System.getProperty("java.vm.name") + ' ' + System.getProperty("java.runtime.version") + ", " +
                System.getProperty("java.vendor"));
        facts.put("Heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB at most, collected by " +
                ManagementFactory.getGarbageCollectorMXBeans().stream().map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(" and ")));
        return facts;
    }

    private static String processor()
    {
        try (Stream<String> lines = Files.lines(CPU_INFO))
        {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        }
        catch (IOException | RuntimeException e)
        {
            // not Linux
            return System.getProperty("os.arch");
        }
    }
}
