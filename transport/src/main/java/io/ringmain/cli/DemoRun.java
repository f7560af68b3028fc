package io.ringmain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;
import io.ringmain.cli.Surroundings.Streams;
import io.ringmain.demo.DeadLetterFile;
import io.ringmain.demo.DeadLetters;
import io.ringmain.demo.FlightFile;
import io.ringmain.demo.FlightsApp;
import io.ringmain.demo.LiveResult;
import io.ringmain.demo.LiveRun;
import io.ringmain.node.Replay;
import io.ringmain.node.ReplayResult;

/** The demo itself: broker, live run, replay, report. */
final class DemoRun
{
    private static final long RESULT_BYTES = 200L << 20;
    private static final long BROKER_BYTES = 200L << 20;
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(20);

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

    int run() throws IOException
    {
        Workspace workspace = options.work() != null
                ? Workspace.chosen(options.work(), lifetime)
                : Workspace.timestamped(Path.of(""), LocalDateTime.now(ZoneId.systemDefault()), lifetime);
        lifetime.atEnd(Logging.to(workspace.log()));
        workspace.requireSpace(RESULT_BYTES, options.bootstrap() == null ? BROKER_BYTES : 0);
        try (Progress progress = new Progress(streams.err(), streams.terminal());
                DeadLetterFile deadLetters = new DeadLetterFile(workspace.deadLetters());
                FlightFile file = options.input() == null
                        ? FlightFile.bundled(deadLetters)
                        : FlightFile.open(options.input(), deadLetters))
        {
            String bootstrap = options.bootstrap() == null ? startBroker(workspace, progress) : options.bootstrap();
            LiveResult live = runLive(bootstrap, file, deadLetters, workspace, progress);
            ReplayResult replay = Replay.run(new FlightsApp(DeadLetters.NONE), workspace.journal());
            streams.out().println(live.account() + " " + live.stateHash());
            live.latency().forEach((stage, h) -> streams.out().printf("%-14s %8d %,12d %,12d %,12d%n", stage,
                    h.getTotalCount(), h.getValueAtPercentile(50), h.getValueAtPercentile(99), h.getMaxValue()));
            streams.out().println(replay);
            workspace.keep();
            return live.stateHash().equals(replay.stateHash()) && live.account().ok() ? 0 : 1;
        }
    }

    private String startBroker(Workspace workspace, Progress progress)
    {
        long startNs = System.nanoTime();
        progress.show(startNs, () -> "starting a Kafka broker …");
        BrokerProcess broker = BrokerProcess.start(BrokerOptions.in(workspace.brokerData(), workspace.brokerLog()));
        lifetime.atEnd(broker);
        progress.done(String.format(Locale.ROOT, "Kafka broker at %s after %.1f s", broker.bootstrap(),
                (System.nanoTime() - startNs) / 1e9));
        return broker.bootstrap();
    }

    private LiveResult runLive(String bootstrap, FlightFile file, DeadLetterFile deadLetters, Workspace workspace,
            Progress progress)
    {
        try (LiveRun live = LiveRun.start(bootstrap, file, options.rate(), workspace.journal(), deadLetters))
        {
            while (!live.done(System.nanoTime()))
            {
                if (Thread.currentThread().isInterrupted())
                {
                    throw new CancellationException("interrupted");
                }
                progress.show(System.nanoTime(), () -> line(live, file));
                LockSupport.parkNanos(LOOK_AGAIN_NS);
            }
            return live.finish();
        }
    }

    private static String line(LiveRun live, FlightFile file)
    {
        Map<String, Histogram> latency = live.latency();
        Histogram end = latency.get(LiveRun.END_TO_END);
        return String.format(Locale.ROOT, "fed %,d, accounted for %,d; end to end p50 %.2f ms, p99 %.2f ms, max %.2f ms",
                live.fed(), live.accountedFor(), end.getValueAtPercentile(50) / 1e6, end.getValueAtPercentile(99) / 1e6,
                end.getMaxValue() / 1e6);
    }
}
