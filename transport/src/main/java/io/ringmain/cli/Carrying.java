package io.ringmain.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

import io.ringmain.cli.Surroundings.Streams;
import io.ringmain.transfer.Transfer;

/**
 * What every verb does that carries records: open both ends, work until the end or until the process is to end, and show how
 * far it is meanwhile.
 *
 * <p>
 * Threading: the worker; {@link #stop()}, any.
 */
final class Carrying
{
    private final Streams streams;
    private final boolean shows;
    private final Progress progress;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * Nothing is carried yet.
     *
     * @param toOutput whether records go to standard output; where that is a terminal no other line is written over them
     */
    Carrying(Streams streams, boolean toOutput, Lifetime lifetime)
    {
        this.streams = streams;
        shows = !(toOutput && Streams.outputIsTerminal());
        progress = new Progress(streams.err(), streams.terminal());
        // an interrupt would cut a journal off in the middle of its work
        lifetime.stopBy(this::stop);
    }

    /**
     * Opens one end. What is wrong with it is for the user to mend.
     *
     * @param how   opens it
     * @param other the other end, closed when this one cannot be opened; null when it is not open
     */
    static <T> T open(Supplier<T> how, AutoCloseable other)
    {
        try
        {
            return how.get();
        }
        catch (RuntimeException e)
        {
            RuntimeException told = e instanceof IllegalArgumentException ? new UserError(e.getMessage(), e) : e;
            if (other != null)
            {
                closeQuietly(other, told);
            }
            throw told;
        }
    }

    private static void closeQuietly(AutoCloseable other, RuntimeException e)
    {
        try
        {
            other.close();
        }
        catch (Exception another)
        {
            e.addSuppressed(another);
        }
    }

    /** Ends the work between two records. */
    void stop()
    {
        stopped.set(true);
    }

    /** Whether the work was ended, rather than done. */
    boolean stopped()
    {
        return stopped.get();
    }

    Progress progress()
    {
        return progress;
    }

    /**
     * Works.
     *
     * @param startNs by {@link System#nanoTime()}
     * @param line    tells how far it is
     * @return false at the end of the source, true when it was stopped before
     */
    boolean run(Transfer transfer, long startNs, LongFunction<String> line)
    {
        return run(transfer, startNs, line, nowNs ->
        {});
    }

    /** As {@link #run(Transfer, long, LongFunction)}; {@code turn} is called every now and then, some 20 ms apart at most. */
    boolean run(Transfer transfer, long startNs, LongFunction<String> line, LongConsumer turn)
    {
        boolean more = true;
        while (more && !stopped())
        {
            more = transfer.work();
            long nowNs = System.nanoTime();
            turn.accept(nowNs);
            if (shows && (streams.terminal() || nowNs - startNs > Progress.PLAIN_INTERVAL_NS))
            {
                progress.show(nowNs, () -> line.apply(nowNs));
            }
        }
        return more;
    }
}
