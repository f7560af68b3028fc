package io.ringmain.cli;

import java.time.Duration;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import io.ringmain.node.Endpoint;
import io.ringmain.recovery.FollowerOptions;
import io.ringmain.recovery.SnapshotStore;

/** {@code ringmain follow}: what is asked for, checked before anything is opened. */
@Command(name = "follow", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, parameterListHeading = "%n", optionListHeading = "%nOptions:%n", header = "Follows a journal through an app's stages and writes snapshots of them.", description = {
    "", "So a node that is started again has little to replay, and never stops for a snapshot itself. The app's " +
            "live-only stages are muted. It begins with the newest snapshot, is a registered reader, which trim does " +
            "not pass, and goes on until Ctrl-C, which writes a last snapshot. Snapshots are in DIR/snapshots, and are " +
            "not encrypted."}, footer = {
                "", "Examples:", "  ringmain follow journal:flights app:io.ringmain.demo.FlightsApp",
                "  ringmain follow journal:data/orders app:com.example.MyApp --classpath my.jar --every 10s",
                "  ringmain follow journal:data/orders app:com.example.MyApp --classpath my.jar --once --json", "",
                "Exit codes: 0 done, 1 failed, such as at damage; 2 called wrongly; 130 interrupted (143 by SIGTERM)."})
final class FollowVerb implements Callable<Integer>
{
    @Parameters(index = "0", paramLabel = "journal:DIR", converter = EndpointOption.OfJournal.class, description = "The journal.")
    private Endpoint.Journal journal;

    @Parameters(index = "1", paramLabel = "app:CLASS", converter = EndpointOption.OfApp.class, description = "An io.ringmain.node.App with a constructor without parameters.")
    private Endpoint.AppClass app;

    @Option(names = "--classpath", paramLabel = "PATH", description = "Jars and folders with the app's classes, as the java command takes them.")
    private String classPath;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "follower", description = "Registers as a reader of that name. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(names = "--every-records", paramLabel = "N", converter = CountOption.class, defaultValue = "10,000,000", description = "A snapshot after so many records. Default: ${DEFAULT-VALUE}.")
    private long everyRecords;

    @Option(names = "--every", paramLabel = "DURATION", converter = DurationOption.class, defaultValue = "1min", description = "A snapshot after so long, when anything has come since the last. Default: ${DEFAULT-VALUE}.")
    private Duration every;

    @Option(names = "--keep", paramLabel = "N", converter = CountOption.OfInt.class, defaultValue = "" +
            SnapshotStore.DEFAULT_KEPT, description = "Keeps the N newest snapshots; with 1 there is none to fall back to. Default: ${DEFAULT-VALUE}.")
    private int keep;

    @Option(names = "--once", description = "Goes only to where the journal ends now, writes a snapshot and ends.")
    private boolean once;

    @Mixin
    private KeyOptions key;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        check();
        FollowerOptions options = new FollowerOptions(name, SnapshotStore.of(journal.directory()).keeping(keep),
                everyRecords, every, key.key());
        try (Lifetime lifetime = ringmain.lifetime())
        {
            return new FollowRun(journal, app, options, once, ringmain.streams(), ringmain.json(), lifetime)
                    .run(classPath);
        }
    }

    private void check()
    {
        if (everyRecords < 1)
        {
            throw wrong("--every-records is 0; give 1 or more");
        }
        if (every.isZero())
        {
            throw wrong("--every is 0; give a length of time, such as 1min");
        }
        if (keep < 1)
        {
            throw wrong("--keep is 0; give 1 or more");
        }
        if (name.equals(SnapshotStore.FOLDER) || !name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}"))
        {
            throw wrong("--name: \"" + name + "\" cannot name a follower; use letters, digits, dots, dashes and " +
                    "underscores, and not \"" + SnapshotStore.FOLDER + "\", which is taken");
        }
    }

    private ParameterException wrong(String message)
    {
        return new ParameterException(spec.commandLine(), message);
    }
}
