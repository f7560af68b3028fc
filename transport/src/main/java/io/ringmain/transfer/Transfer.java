package io.ringmain.transfer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordRefusedException;
import io.ringmain.log.RecordSink;
import io.ringmain.log.RecordSource;

/**
 * Carries records from a source to a sink, each when it is due. {@link #work()} does a little of it, so that whoever calls can
 * look at the keyboard, show how far it is, and stop; nothing is lost by stopping between two calls.
 *
 * <p>
 * Hot path; allocates nothing of its own. Threading: one thread.
 */
public final class Transfer implements AutoCloseable
{
    private static final int RECORDS_A_TURN = 256;
    /** How long a turn waits at most, so that a key is answered at once. */
    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int SIGNIFICANT_DIGITS = 3;

    private final RecordSource source;
    private final RecordSink sink;
    private final Schedule schedule;
    private final Waiting waiting;
    /** Null: a refused record ends the transfer. */
    private final Refusals refusals;
    private final LogRecord record = new LogRecord();
    private final Histogram lateness = new Histogram(SIGNIFICANT_DIGITS);

    /** Read, and not yet written. */
    private boolean held;
    private boolean unflushed;
    private boolean ended;
    private long records;
    private long bytes;
    private long lateNs;
    private long lastTimeNs = LogRecord.NO_TIME;
    private double scheduledNs;
    private long refused;
    /** For each refused record that has written ones before it which are not acknowledged: how many were written then. */
    private final Deque<Long> refusedBehind = new ArrayDeque<>();
    private long refusedAndPassed;

    /**
     * Carries nothing yet; a record that the sink refuses will end it.
     *
     * @param source   closed by {@link #close()}
     * @param sink     closed by {@link #close()}
     * @param schedule says when each record is due
     * @param waiting  the clock
     */
    public Transfer(RecordSource source, RecordSink sink, Schedule schedule, Waiting waiting)
    {
        this(source, sink, schedule, waiting, null);
    }

    /**
     * Carries nothing yet.
     *
     * @param source   closed by {@link #close()}
     * @param sink     closed by {@link #close()}
     * @param schedule says when each record is due
     * @param waiting  the clock
     * @param refusals takes the records that the sink refuses; null: the first one ends the transfer
     */
    public Transfer(RecordSource source, RecordSink sink, Schedule schedule, Waiting waiting, Refusals refusals)
    {
        this.source = source;
        this.sink = sink;
        this.schedule = schedule;
        this.waiting = waiting;
        this.refusals = refusals;
    }

    /**
     * Carries a few records, or waits for a moment, some 20 ms at most.
     *
     * @return false at the end of the source
     * @throws RecordRefusedException when the sink cannot take a record, and nobody else does; says which
     * @throws RuntimeException       what the source or the sink threw
     */
    public boolean work()
    {
        for (int i = 0; i < RECORDS_A_TURN && !ended; i++)
        {
            if ((!held && !fetch()) || !due())
            {
                break;
            }
            write();
        }
        source.taken(safe());
        return !ended;
    }

    /** How many records of the source, from the first on, are where they cannot get lost. */
    private long safe()
    {
        long acknowledged = sink.acknowledged();
        while (!refusedBehind.isEmpty() && refusedBehind.getFirst() <= acknowledged)
        {
            refusedBehind.removeFirst();
            refusedAndPassed++;
        }
        return acknowledged + refusedAndPassed;
    }

    private boolean fetch()
    {
        switch (source.next(record))
        {
            case RECORD -> {
                held = true;
                schedule.admit(record.timeNs(), source.lap(), schedule.waits() ? waiting.nanoTime() : 0);
                return true;
            }
            case END -> ended = true;
            case NOTHING_YET -> {
                // what there is should not wait for what may come
            }
        }
        flush();
        return false;
    }

    private boolean due()
    {
        if (schedule.paused())
        {
            return schedule.takeStep() || pausing();
        }
        long dueNs = schedule.dueNs();
        if (dueNs == Schedule.NOW)
        {
            return true;
        }
        long nowNs = waiting.nanoTime();
        if (dueNs - nowNs > 0)
        {
            flush();
            if (dueNs - nowNs > TURN_NS)
            {
                waiting.about(nowNs + TURN_NS);
                return false;
            }
            waiting.until(dueNs);
            nowNs = waiting.nanoTime();
        }
        lateNs = Math.max(0, nowNs - dueNs);
        lateness.recordValue(lateNs);
        return true;
    }

    private boolean pausing()
    {
        flush();
        waiting.about(waiting.nanoTime() + TURN_NS);
        return false;
    }

    private void write()
    {
        try
        {
            sink.write(record);
        }
        catch (RecordRefusedException e)
        {
            refuse(e);
            return;
        }
        held = false;
        unflushed = true;
        records++;
        bytes += Math.max(0, record.keyLength()) + Math.max(0, record.valueLength());
        lastTimeNs = record.timeNs();
        scheduledNs = schedule.timeNs();
    }

    private void refuse(RecordRefusedException reason)
    {
        if (refusals == null)
        {
            throw new RecordRefusedException(source.where(), reason);
        }
        refusals.refused(record, source.where(), reason);
        held = false;
        refused++;
        refusedBehind.add(records);
    }

    private void flush()
    {
        if (unflushed)
        {
            sink.flush();
            unflushed = false;
        }
    }

    /**
     * Records that the sink took.
     *
     * @return since the start
     */
    public long records()
    {
        return records;
    }

    /**
     * Records that the sink refused, and that went to who takes those.
     *
     * @return since the start
     */
    public long refused()
    {
        return refused;
    }

    /**
     * Bytes of keys and values that the sink took.
     *
     * @return since the start
     */
    public long bytes()
    {
        return bytes;
    }

    /**
     * Whether a record was read that is not yet written, since it is not yet due.
     *
     * @return true for one that is read again when somebody goes on from here
     */
    public boolean held()
    {
        return held;
    }

    /**
     * The recorded time of the record that was written last.
     *
     * @return in ns since 1970, {@link LogRecord#NO_TIME} when it has none
     */
    public long recordedNs()
    {
        return lastTimeNs;
    }

    /**
     * How much recorded time was played, over all laps: at a fixed rate, the time that it takes at speed 1.
     *
     * @return from the first record to the one that was written last, in ns
     */
    public double scheduledNs()
    {
        return scheduledNs;
    }

    /**
     * How much later than due each record was handed to the sink; those of an unpaced schedule, or stepped through in a
     * pause, are not in it.
     *
     * @return the one that is still written to, in ns
     */
    public Histogram lateness()
    {
        return lateness;
    }

    /**
     * How late the last record was.
     *
     * @return in ns
     */
    public long lateNs()
    {
        return lateNs;
    }

    /** Closes the sink, which waits until all is acknowledged, tells the source, and closes it. */
    @Override
    public void close()
    {
        try (source)
        {
            sink.close();
            source.taken(safe());
        }
    }
}
