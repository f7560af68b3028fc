package io.ringmain.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.node.Endpoint;

/** {@code ringmain demo}: what is asked for, checked before anything starts. */
@Command(name = "demo", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, optionListHeading = "%nOptions:%n", header = "Runs real flights through Kafka, a ring, a journal and Kafka again; then replays the recording.", description = {
    "", "Starts a broker of its own, feeds 20,000 flights into the topic \"flights\", keeps each " +
            "airport's delays in a pipeline that journals every event, reads the results back from the topic " +
            "\"airport-delays\", shows the latency of every stage, and replays the journal to the same state."})
final class DemoVerb implements Callable<Integer>
{
    /** 20,000 flights in eight seconds: time to see it run, and far from the limit of two cores. */
    static final String DEFAULT_RATE = "2500";

    @Option(names = "--input", paramLabel = "FILE", converter = PathOption.class, description = "Flights as JSON lines, plain or .gz, each with time, origin, destination, distance (miles) " +
            "and delay (minutes). Default: 20,000 that come along.")
    private Path input;

    @Option(names = "--work", paramLabel = "DIR", converter = PathOption.class, description = "Keep everything here, broker data too; replaces what an earlier demo left. Default: results " +
            "in ringmain-demo/<time> of the current folder, broker data in a temporary folder.")
    private Path work;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", converter = Bootstrap.class, description = "A Kafka broker that runs already. Default: start one.")
    private String bootstrap;

    @Option(names = "--rate", paramLabel = "N", defaultValue = DEFAULT_RATE, converter = Rate.class, description = "Events fed per second, on schedule whatever happens downstream; 0 for as fast as possible. " +
            "Default: ${DEFAULT-VALUE}.")
    private long rate;

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call() throws Exception
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        if (input != null)
        {
            InputFile.check(input);
        }
        try (Lifetime lifetime = ringmain.lifetime())
        {
            return new DemoRun(new DemoOptions(input, work, bootstrap, rate), ringmain.streams(), ringmain.json(),
                    lifetime).run();
        }
    }

    private static final class Rate implements ITypeConverter<Long>
    {
        @Override
        public Long convert(String value)
        {
            try
            {
                long rate = Long.parseLong(value);
                if (rate >= 0)
                {
                    return rate;
                }
            }
            catch (NumberFormatException e)
            {
                // said below
            }
            throw new TypeConversionException(
                    "\"" + value + "\" is not a number of events per second; give 1 or more, or 0 for no limit");
        }
    }

    private static final class Bootstrap implements ITypeConverter<String>
    {
        @Override
        public String convert(String value)
        {
            for (String address : value.split(",", -1))
            {
                if (!Endpoint.Topic.isAddress(address))
                {
                    throw new TypeConversionException("\"" + address + "\" is not HOST:PORT, such as localhost:9092");
                }
            }
            return value;
        }
    }
}
