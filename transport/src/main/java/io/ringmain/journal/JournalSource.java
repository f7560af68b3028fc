package io.ringmain.journal;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.ringmain.log.LogRecord;
import io.ringmain.log.LogRecordCodec;
import io.ringmain.log.RecordSource;

/**
 * The records of a journal, or of a part of one, perhaps over and over. What was written as a {@link LogRecord} is one again; of
 * what an app's own codec wrote, the value is the payload, and nothing else is known.
 *
 * <p>
 * A record's time is its own, where it has one, and otherwise that of its batch. What a writer adds after the opening is part of
 * it only when it is followed. Threading: one thread.
 */
public final class JournalSource implements RecordSource
{
    private static final long MOMENT_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long NONE = -1;

    private final Path directory;
    private final JournalRange range;
    private final long laps;
    private final boolean follow;
    private final JournalExtent extent;
    private final LogRecordCodec codec = new LogRecordCodec();

    private final JournalReader reader;
    /** Of every lap, once it is known. */
    private long firstSequence = NONE;
    private long firstTimeNs;
    private long sequence = NONE;
    private int lap;
    private boolean beyond;
    private boolean nothingBefore;

    private JournalSource(Path directory, ReadOptions options, JournalRange range, long laps, boolean follow,
            JournalExtent extent)
    {
        this.directory = directory;
        this.range = range;
        this.laps = laps;
        this.follow = follow;
        this.extent = extent;
        reader = JournalReader.open(directory, options);
        try
        {
            begin();
        }
        catch (RuntimeException e)
        {
            reader.close();
            throw e;
        }
    }

    /**
     * Opens a part of a journal, to be read from its first record to its last.
     *
     * @param directory of a journal
     * @param options   the key, and what to do about damage
     * @param range     what to read
     * @param laps      how often, at least once; {@link Long#MAX_VALUE} for ever
     * @param follow    whether to wait for what is still to be written, for ever; then there is one lap
     * @return before the first record of the part
     * @throws JournalException when there is no journal, or no such part, or the key is missing or wrong
     */
    public static JournalSource open(Path directory, ReadOptions options, JournalRange range, long laps, boolean follow)
    {
        JournalExtent extent = JournalExtent.of(directory, options);
        if (!follow && range.fromSequence() > extent.lastSequence() + 1)
        {
            throw new JournalException("There is no record %d in the journal %s, which %s."
                    .formatted(range.fromSequence(), directory, extent.records() == 0
                            ? "is empty"
                            : "goes from %d to %d".formatted(extent.firstSequence(), extent.lastSequence())));
        }
        JournalRange part = follow
                ? range
                : range.to(Math.min(range.toSequence(), extent.lastSequence() + 1));
        return new JournalSource(directory, options, part, follow ? 1 : laps, follow, extent);
    }

    /** Goes before the first record of the part; a time and a sequence may both be limits. */
    private void begin()
    {
        long from = Math.max(firstSequence, range.fromSequence());
        if (firstSequence == NONE && range.fromTimeNs() != Long.MIN_VALUE)
        {
            reader.seekTime(range.fromTimeNs());
        }
        else if (from > 0)
        {
            reader.seekSequence(from);
        }
    }

    @Override
    public Polled next(LogRecord record)
    {
        while (!more())
        {
            if (follow && !beyond)
            {
                return nothingYet();
            }
            if (firstSequence == NONE || lap + 1 >= laps)
            {
                return Polled.END;
            }
            lap++;
            begin();
        }
        nothingBefore = false;
        if (firstSequence == NONE)
        {
            firstSequence = reader.sequence();
            firstTimeNs = reader.timeNs();
        }
        sequence = reader.sequence();
        record.clear().timeNs(reader.timeNs()).position(reader.partition(), reader.position());
        if (reader.isLogRecord())
        {
            codec.decode(reader.buffer(), reader.offset(), reader.length(), record);
        }
        else
        {
            record.value(reader.buffer(), reader.offset(), reader.length());
        }
        return Polled.RECORD;
    }

    private boolean more()
    {
        boolean more = reader.next();
        while (more && reader.sequence() < range.fromSequence())
        {
            more = reader.next();
        }
        beyond = more && (reader.sequence() >= range.toSequence() || reader.timeNs() >= range.toTimeNs());
        return more && !beyond;
    }

    private Polled nothingYet()
    {
        if (nothingBefore)
        {
            LockSupport.parkNanos(MOMENT_NS);
        }
        nothingBefore = true;
        return Polled.NOTHING_YET;
    }

    /**
     * The sequence of the record that was handed out last.
     *
     * @return -1 before the first
     */
    public long sequence()
    {
        return sequence;
    }

    /**
     * The sequence of the record that was handed out first.
     *
     * @return -1 before that
     */
    public long firstSequence()
    {
        return firstSequence;
    }

    /**
     * Whether the record that was handed out last was written as a {@link LogRecord}.
     *
     * @return false for what an app's own codec wrote
     */
    public boolean isLogRecord()
    {
        return reader.isLogRecord();
    }

    /**
     * The part of the journal that was asked for.
     *
     * @return how far the whole journal went when it was opened
     */
    public JournalExtent extent()
    {
        return extent;
    }

    @Override
    public int lap()
    {
        return lap;
    }

    @Override
    public double share()
    {
        if (follow || laps == Long.MAX_VALUE)
        {
            return UNKNOWN;
        }
        return firstSequence == NONE ? 0 : (lap + shareOfLap()) / laps;
    }

    private double shareOfLap()
    {
        double bySequence = (sequence - firstSequence + 1.0) / (range.toSequence() - firstSequence);
        double byTime = range.toTimeNs() <= extent.lastTimeNs()
                ? (double) (reader.timeNs() - firstTimeNs) / (range.toTimeNs() - firstTimeNs)
                : 0;
        return Math.min(1, Math.max(bySequence, byTime));
    }

    @Override
    public String where()
    {
        return "record " + sequence() + " of journal:" + directory;
    }

    @Override
    public void close()
    {
        reader.close();
    }
}
