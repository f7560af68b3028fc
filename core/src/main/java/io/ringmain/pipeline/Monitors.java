package io.ringmain.pipeline;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

import io.ringmain.engine.Engine;
import io.ringmain.monitor.IntervalLog;
import io.ringmain.monitor.Stall;
import io.ringmain.monitor.Watchdog;
import io.ringmain.monitor.Watched;

/**
 * What watches one pipeline, as long as it runs.
 *
 * <p>
 * Owner: whoever starts and closes the pipeline. Readers: none. Invariants: nothing here outlives the pipeline's close.
 */
final class Monitors
{
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);

    private final Engine engine;
    /** Null: none. */
    private final Watchdog watchdog;
    // whoever begins a log and whoever closes the pipeline
    private final List<IntervalLog> logs = new CopyOnWriteArrayList<>();

    Monitors(Engine engine, Duration stallAfter, Consumer<? super Stall> stalls)
    {
        this.engine = engine;
        // lanes that have failed will not advance, and everybody knows
        Watched watched = new Watched(engine.graph().name(), engine::loops, engine::thread,
                () -> engine.control().failure() != null);
        // not the pipeline's clock, which a test may hold
        watchdog = stallAfter.isZero()
                ? null
                : new Watchdog(watched, SystemNanoClock.INSTANCE, TimeUnit.NANOSECONDS.convert(stallAfter), stalls);
    }

    /** Ends with the pipeline, or when its caller closes it. */
    IntervalLog log(OutputStream out, Duration interval)
    {
        if (interval.compareTo(SHORTEST_INTERVAL) < 0)
        {
            throw new IllegalArgumentException("the latency log of pipeline \"" + engine.graph().name() +
                    "\" is to write every " + interval + ": it must be " + SHORTEST_INTERVAL + " at least");
        }
        IntervalLog log = new IntervalLog(engine.graph().name(), engine::latency, SystemEpochClock.INSTANCE, out,
                TimeUnit.NANOSECONDS.convert(interval));
        // a service that begins a new file every hour must not keep the old logs
        logs.removeIf(IntervalLog::ended);
        logs.add(log);
        log.start();
        return log;
    }

    /** After the lanes have started. */
    void start()
    {
        if (watchdog == null)
        {
            return;
        }
        try
        {
            watchdog.start();
        }
        catch (Error cannotStartThread)
        {
            // nobody has the pipeline yet who could close it
            engine.control().stop();
            engine.join(TimeUnit.SECONDS.toNanos(1));
            throw cannotStartThread;
        }
    }

    /** After the lanes have ended, so that the last interval has their last events. */
    void end()
    {
        if (watchdog != null)
        {
            watchdog.reportRest();
        }
        logs.forEach(IntervalLog::finish);
    }

    /** Before the lanes are stopped: from then on none advances, and that is no stall. */
    void endWatchdog()
    {
        if (watchdog != null)
        {
            watchdog.close();
        }
    }
}
