package io.ringmain.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.ringmain.cli.Surroundings.Streams;
import io.ringmain.event.Positioned;
import io.ringmain.journal.JournalExtent;
import io.ringmain.journal.ReadOptions;
import io.ringmain.node.App;
import io.ringmain.node.AppRecords;
import io.ringmain.node.Endpoint;
import io.ringmain.node.Replay;
import io.ringmain.recovery.Follower;
import io.ringmain.recovery.FollowerOptions;

/** A follower: from the newest snapshot to the account. */
final class FollowRun
{
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Endpoint.Journal journal;
    private final Endpoint.AppClass app;
    private final FollowerOptions options;
    private final boolean once;
    private final Streams streams;
    private final boolean json;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Progress progress;

    FollowRun(Endpoint.Journal journal, Endpoint.AppClass app, FollowerOptions options, boolean once, Streams streams,
            boolean json, Lifetime lifetime)
    {
        this.journal = journal;
        this.app = app;
        this.options = options;
        this.once = once;
        this.streams = streams;
        this.json = json;
        this.progress = new Progress(streams.err(), streams.terminal());
        // an interrupt would cut off what a stage or a file is at
        lifetime.stopBy(() -> stopped.set(true));
    }

    int run(String classPath)
    {
        App<Positioned> loaded = AppLoader.load(app.className(), classPath);
        long goal = once ? end() : Long.MAX_VALUE;
        try (progress)
        {
            Follower<Positioned> follower = Follower.open(Replay.pipelineOf(loaded, "follower"),
                    AppRecords.of(loaded), journal.directory(), options);
            long startNs = System.nanoTime();
            FollowStatus status = new FollowStatus(journal, app, follower, this::end, startNs);
            boolean failed = true;
            try (follower)
            {
                follower.broken().forEach(broken -> progress.done("passed over a broken snapshot: " + broken));
                follow(follower, goal, status, startNs);
                failed = false;
            }
            finally
            {
                status.end(System.nanoTime(), stopped.get());
                progress.close();
                if (failed)
                {
                    // the failure itself is told after this
                    streams.err().println(status.account());
                }
            }
            streams.out().println(json ? status.json() : status.account());
        }
        return 0;
    }

    private void follow(Follower<?> follower, long goal, FollowStatus status, long startNs)
    {
        while (!stopped.get() && follower.progress().nextSequence() < goal)
        {
            boolean idle = follower.doWork() == 0;
            long nowNs = System.nanoTime();
            // a log does not grow while nothing comes
            if (streams.terminal() || (nowNs - startNs > Progress.PLAIN_INTERVAL_NS && status.isNews()))
            {
                progress.show(nowNs, () -> status.line(nowNs));
            }
            if (idle)
            {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    /** The sequence behind the last record. */
    private long end()
    {
        return JournalExtent.of(journal.directory(), ReadOptions.defaults().withKey(options.key())).lastSequence() + 1;
    }
}
