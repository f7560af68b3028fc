package io.ringmain.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.agrona.concurrent.NanoClock;

import io.ringmain.engine.LoopView;
import io.ringmain.jfr.FlightEvents;

/**
 * Notices stages that do not advance while work waits for them, and batches that took too long. Not for users: a pipeline
 * has one unless told otherwise.
 *
 * <pre>
 *   every look: sequence as before, and work waits --limit passed--&gt; Stall, once --advanced--&gt; Stall, resumed
 * </pre>
 *
 * <p>
 * Owner: its thread, {@code pipeline/watchdog}, a daemon, or the test that calls {@link #doWork()}. Readers: none.
 * Invariants: lanes are only read; a thread's stack is taken when it stalls, and not before; a look
 * at stages that advance is a few reads, since it may take its CPU from a lane that spins; each stall is told once, and so
 * is its end. Progress: a look takes no lock that a lane could hold; a listener that hangs holds up nobody but the watchdog.
 */
public final class Watchdog
{
    private static final long LOOK_EVERY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long CLOSE_NS = TimeUnit.SECONDS.toNanos(1);

    private final Watched watched;
    private final Supplier<List<LoopView>> running;
    private final NanoClock clock;
    private final long stallAfterNs;
    private final long lookEveryNs;
    private final Consumer<? super Stall> listener;
    private final Ticker ticker;
    private List<LoopView> views = List.of();
    private LoopWatch[] loops = {};
    private long lastLookNs;

    /**
     * Prepares; nothing runs yet.
     *
     * @param watched      what to look at
     * @param clock        monotonic
     * @param stallAfterNs how long a stage may stand still; looks come four times in this, and once a second at
     *                     least
     * @param listener     is told, by the watchdog's thread; what it throws is logged
     */
    public Watchdog(Watched watched, NanoClock clock, long stallAfterNs, Consumer<? super Stall> listener)
    {
        this.watched = watched;
        running = watched.loops();
        this.clock = clock;
        this.stallAfterNs = stallAfterNs;
        this.listener = listener;
        lookEveryNs = Math.max(SHORTEST_LOOK_NS, Math.min(LOOK_EVERY_NS, stallAfterNs / 4));
        lastLookNs = clock.nanoTime();
        ticker = new Ticker(watched.pipeline() + "/watchdog", lookEveryNs, this::look, this::reportSlowBatches);
    }

    /** Starts its thread. */
    public void start()
    {
        // so that the slow batches of one that ends soon are told, too
        watch(running.get());
        ticker.start();
    }

    /** Ends its thread and waits for that, a second at most: a listener may hang. */
    public void close()
    {
        ticker.close(CLOSE_NS);
    }

    /** Tells what lanes left that have ended since {@link #close()}: a lane records a batch after it has released it. */
    public void reportRest()
    {
        if (ticker.ended())
        {
            reportSlowBatches();
        }
    }

    /** One look at every loop; returns how many stalls began or ended. */
    int doWork()
    {
        long nowNs = clock.nanoTime();
        // when this thread did not run for longer, chances are that the whole JVM did not
        long elapsedNs = Math.min(nowNs - lastLookNs, 2 * lookEveryNs);
        lastLookNs = nowNs;
        List<LoopView> now = running.get();
        int told = now == views ? 0 : watch(now);
        for (LoopWatch loop : loops)
        {
            LoopWatch.Finding finding = loop.look(elapsedNs, stallAfterNs);
            if (finding != LoopWatch.Finding.NOTHING)
            {
                tell(loop, finding == LoopWatch.Finding.RESUMED);
                told++;
            }
        }
        reportSlowBatches();
        return told;
    }

    private boolean look()
    {
        if (watched.ended().getAsBoolean())
        {
            return false;
        }
        try
        {
            doWork();
        }
        catch (RuntimeException e)
        {
            // a listener's; one that fails must not blind the watchdog
            System.getLogger("io.ringmain.monitor").log(System.Logger.Level.WARNING,
                    "pipeline \"" + watched.pipeline() + "\": the listener for stalls threw " + e, e);
        }
        return true;
    }

    /** Stages were added or taken out: their loops come as new views, whose sequences stay. Returns how many stalls ended. */
    private int watch(List<LoopView> now)
    {
        int told = 0;
        List<LoopWatch> watches = new ArrayList<>();
        for (LoopWatch loop : loops)
        {
            if (now.stream().anyMatch(loop::watches))
            {
                watches.add(loop);
            }
            else if (loop.reported())
            {
                tell(loop, true);
                told++;
            }
        }
        now.stream().filter(view -> watches.stream().noneMatch(loop -> loop.watches(view))).map(LoopWatch::new)
                .forEach(watches::add);
        loops = watches.toArray(LoopWatch[]::new);
        views = now;
        return told;
    }

    private void tell(LoopWatch loop, boolean resumed)
    {
        LoopView view = loop.view();
        Thread thread = resumed ? null : watched.threads().apply(view.lane());
        Stall stall = new Stall(watched.pipeline(), view.lane(), view.stages(), loop.sequence(), loop.waitingEvents(),
                loop.lastStalledNs(), resumed, thread == null ? List.of() : List.of(thread.getStackTrace()));
        FlightEvents.stall(stall.pipeline(), stall.lane(), stall.stages(), stall.sequence(), stall.waitingEvents(),
                stall.stalledNs(), resumed, stall.stack());
        listener.accept(stall);
    }

    private void reportSlowBatches()
    {
        for (LoopWatch loop : loops)
        {
            long batches = loop.slowBatches();
            if (batches > 0)
            {
                LoopView view = loop.view();
                FlightEvents.slowBatch(watched.pipeline(), view.lane(), view.stages(), view.slow().lastSequence(),
                        view.slow().durationNs(), batches);
            }
        }
    }
}
