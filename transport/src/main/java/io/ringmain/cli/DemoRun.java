package io.ringmain.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;

import io.ringmain.cli.Surroundings.Streams;

/** The demo itself. */
final class DemoRun
{
    private final DemoOptions options;
    private final Streams streams;
    private final boolean json;
    private final Lifetime lifetime;

    DemoRun(DemoOptions options, Streams streams, boolean json, Lifetime lifetime)
    {
        this.options = options;
        this.streams = streams;
        this.json = json;
        this.lifetime = lifetime;
    }

    int run()
    {
        Workspace workspace = options.work() != null
                ? Workspace.chosen(options.work(), lifetime)
                : Workspace.timestamped(Path.of(""), LocalDateTime.now(), lifetime);
        lifetime.atEnd(Logging.to(workspace.log()));
        throw new UserError("the demo is not wired yet: " + options + ' ' + streams.terminal() + ' ' + json);
    }
}
