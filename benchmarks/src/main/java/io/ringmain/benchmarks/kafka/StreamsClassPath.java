package io.ringmain.benchmarks.kafka;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.ringmain.benchmarks.BenchException;

/** Where Kafka Streams is, with the clients of its own version and the program that runs it as a side. */
final class StreamsClassPath
{
    static final String MAIN = "io.ringmain.benchmarks.streams.StreamsMain";

    private static final String MODULE = "benchmarks-streams";
    private static final String JAR = "ringmain-benchmarks-streams.jar";
    private static final String LIBRARY = "kafka-streams-";
    private static final String ENDING = ".jar";

    private StreamsClassPath()
    {}

    /** For a JVM; fails when it has not been built. */
    static String find()
    {
        Path jar = target().resolve(JAR);
        if (!Files.exists(jar))
        {
            throw new BenchException("Kafka Streams as a side needs " + jar +
                    ", which is not there; run \"mvn -Dquick package\" in the checkout, or leave it out with --side");
        }
        return jar + File.pathSeparator + libraries() + File.separator + '*';
    }

    /** By the name of its jar. */
    static String version()
    {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(libraries(), LIBRARY + '*' + ENDING))
        {
            for (Path library : found)
            {
                String name = library.getFileName().toString();
                return name.substring(LIBRARY.length(), name.length() - ENDING.length());
            }
        }
        catch (IOException e)
        {
            // not built
        }
        return "(not built)";
    }

    private static Path libraries()
    {
        return target().resolve("lib");
    }

    /** Of the module beside ours; this class is in a jar or a folder right below our own target. */
    private static Path target()
    {
        try
        {
            Path ours = Path.of(StreamsClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ours.getParent().getParent().resolveSibling(MODULE).resolve("target");
        }
        catch (URISyntaxException e)
        {
            throw new BenchException("the folder of the benchmarks' jar cannot be found");
        }
    }
}
