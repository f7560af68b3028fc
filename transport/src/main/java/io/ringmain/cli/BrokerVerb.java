package io.ringmain.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;

/** {@code ringmain broker}: a Kafka broker of one's own, until Ctrl-C. */
@Command(name = "broker", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, optionListHeading = "%nOptions:%n", header = "Runs a Kafka broker on 127.0.0.1 until Ctrl-C.", description = {
    "", "For daily work with \"ringmain demo --bootstrap\", and for any other Kafka client. It is " +
            "Kafka's own broker and controller in one process, with settings for a single machine."})
final class BrokerVerb implements Callable<Integer>
{
    @Option(names = "--port", paramLabel = "PORT", defaultValue = "9092", converter = Port.class, description = "Where it listens; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", converter = PathOption.class, description = "Keep topics and the log here, to go on with them next time. Default: a temporary folder, " +
            "removed at the end.")
    private Path data;

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call() throws Exception
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        try (Lifetime lifetime = ringmain.lifetime())
        {
            Path folder = data != null ? data.toAbsolutePath().normalize() : Workspace.temporaryFolder(lifetime);
            Folders.makeWritable(folder, "give --data a folder that can be written to");
            BrokerProcess broker = BrokerProcess
                    .start(BrokerOptions.in(folder, folder.resolve("broker.log")).withPort(port));
            lifetime.atEnd(broker);
            announce(broker, folder);
            awaitEnd(broker);
            throw new UserError("the broker has ended by itself: " + broker.lastTellingLine() + logHint(folder));
        }
    }

    private static void awaitEnd(BrokerProcess broker) throws InterruptedException, ExecutionException
    {
        Optional<ProcessHandle> child = ProcessHandle.of(broker.pid());
        if (child.isPresent())
        {
            child.get().onExit().get();
        }
    }

    private String logHint(Path folder)
    {
        return data == null
                ? "; with --data DIR its log would be kept"
                : "; its log is " + folder.resolve("broker.log");
    }

    private void announce(BrokerProcess broker, Path folder)
    {
        PrintStream out = ringmain.streams().out();
        if (ringmain.json())
        {
            ObjectNode ready = new ObjectMapper().createObjectNode().put("bootstrap", broker.bootstrap())
                    .put("pid", broker.pid()).put("data", folder.toString());
            out.println(ready);
        }
        else
        {
            String kept = data == null ? "temporary, removed at the end" : "kept";
            out.println("A Kafka broker answers at " + broker.bootstrap() + " (process " + broker.pid() + ").");
            out.println("Data: " + folder + " (" + kept + ").");
            out.println("Try: ringmain demo --bootstrap " + broker.bootstrap() + "   Ctrl-C stops it.");
        }
        out.flush();
    }

    private static final class Port implements ITypeConverter<Integer>
    {
        @Override
        public Integer convert(String value)
        {
            if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535)
            {
                throw new TypeConversionException(
                        "\"" + value + "\" is not a port; give one from 1 to 65535, or 0 for any that is free");
            }
            return Integer.valueOf(value);
        }
    }
}
