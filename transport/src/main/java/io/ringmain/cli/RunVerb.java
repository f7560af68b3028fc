package io.ringmain.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import io.ringmain.config.ConfigException;
import io.ringmain.config.Configuration;
import io.ringmain.config.EffectiveConfig;
import io.ringmain.config.Problem;

/** {@code ringmain run}: what is asked for, checked as a whole before anything is opened. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, optionListHeading = "%nOptions:%n", modelTransformer = RunOptions.class, customSynopsis = "ringmain run APP --from kafka:TOPIC --to kafka:TOPIC [OPTIONS]", header = "Runs an app of yours as a node: from a topic through its stages to other topics.", description = {
    "", "Nodes of one group share the topic's partitions, and the state of the app's stages follows its partition. " +
            "Ctrl-C and SIGTERM stop cleanly: what was handled is committed. Each option can also be said in the file " +
            "of --config and in the environment (RINGMAIN_COMMIT_INTERVAL=50ms); the command line wins over the " +
            "environment, and that over the file."}, footer = {
                "", "Examples:",
                "  ringmain run com.example.MyApp --classpath my.jar --from kafka:in --to kafka:out",
                "  ringmain run --config node.yaml --http 8080", "  ringmain run --config node.yaml --show-config", "",
                "Exit codes: 1 failed; 2 called or configured wrongly; 130 interrupted (143 by SIGTERM), when all was " +
                        "committed."})
final class RunVerb implements Callable<Integer>
{
    @Parameters(index = "0", arity = "0..1", paramLabel = RunOptions.APP, description = "The class that describes the pipeline: an io.ringmain.node.App with a constructor without " +
            "parameters. In the file: app.")
    private String app;

    @Option(names = "--config", paramLabel = "FILE.yaml", converter = PathOption.class, order = 100, description = "Where all of this can be said too; docs/running.md lists the keys.")
    private Path config;

    @Option(names = "--show-config", order = 101, description = "Shows the effective configuration and where each value came from, and ends. Secrets are masked.")
    private boolean showConfig;

    @Option(names = "--status-every", paramLabel = "DURATION", converter = DurationOption.class, order = 102, description = "With --json: the status as a line of JSON, so often.")
    private Duration statusEvery;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        if (statusEvery != null && (!ringmain.json() || statusEvery.isZero()))
        {
            throw wrong(ringmain.json()
                    ? "--status-every is 0; give a length of time, such as 1s"
                    : "--status-every goes with --json");
        }
        Configuration configuration;
        try
        {
            configuration = Configuration.read(config, System.getenv(),
                    RunOptions.given(spec.commandLine().getParseResult(), app));
        }
        catch (ConfigException e)
        {
            for (Problem problem : e.problems())
            {
                ringmain.streams().err().println("ringmain: " + problem);
            }
            return Ringmain.CALLED_WRONGLY;
        }
        catch (IllegalArgumentException e)
        {
            throw wrong("--http: " + e.getMessage());
        }
        if (showConfig)
        {
            ringmain.streams().out().print(EffectiveConfig.yaml(configuration));
            ringmain.streams().out().flush();
            return 0;
        }
        configuration.warning().ifPresent(ringmain.streams().err()::println);
        try (Lifetime lifetime = ringmain.lifetime())
        {
            return new NodeRun(configuration.node(), statusEvery, ringmain.streams(), ringmain.json(), lifetime).run();
        }
    }

    private ParameterException wrong(String message)
    {
        return new ParameterException(spec.commandLine(), message);
    }
}
