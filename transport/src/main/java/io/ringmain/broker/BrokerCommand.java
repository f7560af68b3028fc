package io.ringmain.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The child JVM: this JVM's own java, on this JVM's class path, small and quiet. */
final class BrokerCommand
{
    private BrokerCommand()
    {}

    static Process start(BrokerLayout layout, Path settings, String clusterId)
    {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags(layout));
        command.add(BrokerMain.class.getName());
        command.add(layout.lock().toString());
        command.add(settings.toString());
        command.add(clusterId);

        ProcessBuilder builder = new ProcessBuilder(command).directory(layout.directory().toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(layout.logFile().toFile()));
        // meant for the parent: a debugger's port, a heap size
        builder.environment().keySet()
                .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"));
        try
        {
            return builder.start();
        }
        catch (IOException e)
        {
            throw new BrokerException("The broker's JVM could not be started (" + e + "): " + command.get(0), e);
        }
    }

    private static List<String> flags(BrokerLayout layout)
    {
        List<String> flags = new ArrayList<>(layout.jvmFlags());
        flags.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData",
                "-XX:ErrorFile=" + layout.directory().resolve("hs_err.log"),
                "-Djava.awt.headless=true", "-Djava.io.tmpdir=" + layout.temporary(),
                "-Dkafka.logs.dir=" + layout.directory(), "-Dslf4j.provider=" + BrokerLogging.class.getName(),
                "-Dslf4j.internal.verbosity=WARN", "-Dlog4j2.disableJmx=true", "-cp", absoluteClassPath()));
        // each of these silences warnings of the JDKs that have it
        flags.add(0, "--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 23)
        {
            flags.add(0, "--sun-misc-unsafe-memory-access=allow");
        }
        return flags;
    }

    /** The child runs in the data directory, so that nothing it drops lands elsewhere. */
    private static String absoluteClassPath()
    {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> new File(entry).getAbsolutePath()).collect(Collectors.joining(File.pathSeparator));
    }
}
