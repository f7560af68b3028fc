package io.ringmain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;
import io.ringmain.cli.Surroundings.Streams;
import io.ringmain.demo.DeadLetterFile;
import io.ringmain.demo.FlightFile;
import io.ringmain.demo.FlightStates;
import io.ringmain.demo.LiveResult;
import io.ringmain.demo.LiveRun;
import io.ringmain.demo.Task;
import io.ringmain.demo.WarmUp;
import io.ringmain.node.ReplayResult;

/** The demo itself: a broker, the live run, the replay, the report. */
final class DemoRun
{
    /** Of each partition's journal one segment and the next one, and the report. */
    private static final long RESULT_BYTES = 160L << 20;
    /** What a new broker lays out, and a few topics. */
    private static final long BROKER_BYTES = 100L << 20;
    private static final Duration WARM_UP_PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final DemoOptions options;
    private final Streams streams;
    private final boolean json;
    private final Lifetime lifetime;
    private final Progress progress;
    /** Our own; null when the user has one. */
    private BrokerProcess broker;

    DemoRun(DemoOptions options, Streams streams, boolean json, Lifetime lifetime)
    {
        this.options = options;
        this.streams = streams;
        this.json = json;
        this.lifetime = lifetime;
        this.progress = new Progress(streams.err(), streams.terminal());
    }

    int run() throws IOException
    {
        Workspace workspace = options.work() != null
                ? Workspace.chosen(options.work(), options.input(), lifetime)
                : Workspace.timestamped(Path.of(""), LocalDateTime.now(ZoneId.systemDefault()), lifetime);
        lifetime.atEnd(Logging.to(workspace.log()));
        workspace.requireSpace(RESULT_BYTES, options.bootstrap() == null ? BROKER_BYTES : 0);
        try (progress;
                DeadLetterFile deadLetters = new DeadLetterFile(workspace.deadLetters());
                FlightFile file = options.input() == null
                        ? FlightFile.bundled(deadLetters)
                        : FlightFile.open(options.input(), deadLetters))
        {
            Task warmUp = Task.start("demo/warm-up", WarmUp::run);
            lifetime.atEnd(() -> warmUp.join(WARM_UP_PATIENCE));
            String bootstrap = options.bootstrap() == null ? startBroker(workspace) : options.bootstrap();
            warmUp.join(WARM_UP_PATIENCE);
            warmUp.check();
            long startMs = System.currentTimeMillis();
            LiveResult live = runLive(bootstrap, file, deadLetters, workspace);
            progress.show(System.nanoTime(), () -> "replaying the journal …");
            ReplayResult replay = FlightStates.replay(workspace.journal());
            progress.close();
            DemoReport report = new DemoReport(options, workspace, live, replay, deadLetters.count(), startMs);
            report.write();
            workspace.keep();
            streams.out().print(json ? report.json() : report.text());
            if (streams.out().checkError())
            {
                throw new UserError("standard output cannot be written to, so the summary is lost; the report is " +
                        workspace.report());
            }
            report.check();
            return 0;
        }
    }

    private String startBroker(Workspace workspace)
    {
        long startNs = System.nanoTime();
        progress.show(startNs, () -> "starting a Kafka broker …");
        broker = BrokerProcess.start(BrokerOptions.in(workspace.brokerData(), workspace.brokerLog()));
        lifetime.atEnd(broker);
        progress.done(String.format(Locale.ROOT, "Kafka broker at %s after %.1f s", broker.bootstrap(),
                (System.nanoTime() - startNs) / 1e9));
        return broker.bootstrap();
    }

    private LiveResult runLive(String bootstrap, FlightFile file, DeadLetterFile deadLetters, Workspace workspace)
    {
        progress.show(System.nanoTime(), () -> "connecting to Kafka at " + bootstrap + " …");
        try (LiveRun live = LiveRun.start(bootstrap, file, options.rate(), workspace.journal(), deadLetters))
        {
            LiveLine line = new LiveLine(live, file, options.rate(), System.nanoTime());
            while (!live.done(System.nanoTime()))
            {
                if (Thread.currentThread().isInterrupted())
                {
                    throw new CancellationException("the demo was interrupted");
                }
                if (broker != null && !broker.isRunning())
                {
                    progress.done("the broker has ended; closing what is open …");
                    checkBroker();
                }
                long nowNs = System.nanoTime();
                progress.show(nowNs, () -> line.at(nowNs));
                LockSupport.parkNanos(LOOK_AGAIN_NS);
            }
            progress.show(System.nanoTime(), () -> "draining …");
            return live.finish();
        }
        catch (RuntimeException e)
        {
            if (!lifetime.interrupted())
            {
                checkBroker();
            }
            throw e;
        }
    }

    /** What fails for want of our own broker should say so. */
    private void checkBroker()
    {
        if (broker != null && !broker.isRunning())
        {
            throw new UserError("the broker (process " + broker.pid() + ") has ended in the middle of the run: " +
                    broker.lastTellingLine() + (options.work() == null
                            ? "; with --work DIR its log is kept"
                            : "; its log is in " + options.work()));
        }
    }
}
