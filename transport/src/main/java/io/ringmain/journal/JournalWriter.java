package io.ringmain.journal;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.event.Timed;
import io.ringmain.log.LogRecordCodec;

/**
 * A stage that keeps every event on disk before later stages see it: each batch of the ring becomes one excerpt of a
 * Chronicle queue. Hot path: an event costs its encoding, a batch one checksum and one copy, and nothing is allocated.
 *
 * <ul>
 * <li>Owner: the lane that runs the stage; {@link #close()} belongs to whoever opened it, once the lane has stopped.
 * <li>Readers: any thread, {@link #writtenPosition()} and {@link #records()}.
 * <li>Invariants: sequences count from 0 without a gap, over every session; a call with {@code endOfBatch} returns only
 * when the whole batch would survive a killed process; after a failed write nothing is written any more.
 * <li>Progress: waits for the disk at a roll, when the next segment is not yet filled.
 * </ul>
 *
 * @param <E> the event; its partition and position are kept when it is {@link Positioned}
 */
public final class JournalWriter<E> implements BatchingHandler<E>, AutoCloseable
{
    private final Path directory;
    private final Codec<E> codec;
    private final EpochNanoClock clock;
    private final WriterLock lock;
    private final Prefill prefill;
    private final SegmentAppender appender;
    private final BatchBuffer batch;
    private final long firstSequence;
    private final JournalOpening opening;

    // written by the owner with setRelease, once the excerpt is complete; pairs with getAcquire in writtenPosition()
    private final AtomicLong written;

    // what makes every further call fail: the first failed write, or the end
    private Throwable failure;
    private boolean closed;

    private JournalWriter(Path directory, Codec<E> codec, JournalOptions options, EpochNanoClock clock)
    {
        this.directory = JournalDirectory.forWriting(directory);
        this.codec = codec;
        this.clock = clock;
        ChronicleSetup.forWriting();
        lock = WriterLock.acquire(this.directory);
        Prefill helper = null;
        try
        {
            helper = new Prefill(this.directory, options.fileBytes());
            JournalTail tail = JournalTail.settle(this.directory);
            helper.discardExcept(tail.lastCycle() + 1);
            opening = tail.opening();
            firstSequence = tail.lastSequence() + 1;
            written = new AtomicLong(tail.lastSequence());
            batch = new BatchBuffer(options.batchBytes(), options.recordBytes(),
                    codec instanceof LogRecordCodec ? BatchDescriptor.LOG_RECORDS : 0);
            appender = SegmentAppender.open(this.directory, options, tail.lastCycle() + 1, helper);
            prefill = helper;
        }
        catch (RuntimeException | Error e)
        {
            if (helper != null)
            {
                helper.close();
            }
            lock.close();
            throw e;
        }
    }

    /**
     * Opens a journal with {@linkplain JournalOptions#defaults() the usual options}, and creates it when there is none.
     *
     * @param directory where the segments lie; its parent must exist
     * @param codec     writes the events as bytes
     * @param <E>       the event
     * @return the stage, whose first record has the sequence after the journal's last
     * @throws JournalException        when the directory, the disk, another writer or the JVM's flags are in the way
     * @throws JournalDamagedException when records are missing or damaged before the journal's end
     */
    public static <E> JournalWriter<E> open(Path directory, Codec<E> codec)
    {
        return open(directory, codec, JournalOptions.defaults());
    }

    /**
     * Opens a journal, and creates it when there is none.
     *
     * @param directory where the segments lie; its parent must exist
     * @param codec     writes the events as bytes
     * @param options   for the segments from now on; they may differ from a former session's
     * @param <E>       the event
     * @return the stage, whose first record has the sequence after the journal's last
     * @throws JournalException        when the directory, the disk, another writer or the JVM's flags are in the way
     * @throws JournalDamagedException when records are missing or damaged before the journal's end
     */
    public static <E> JournalWriter<E> open(Path directory, Codec<E> codec, JournalOptions options)
    {
        return new JournalWriter<>(directory, codec, options, new OffsetEpochNanoClock());
    }

    static <E> JournalWriter<E> open(Path directory, Codec<E> codec, JournalOptions options, EpochNanoClock clock)
    {
        return new JournalWriter<>(directory, codec, options, clock);
    }

    /**
     * Encodes the event, and at the end of a batch writes all that was encoded. When the codec throws, this event is
     * left out and the others of its batch are written all the same.
     *
     * @throws JournalException when the event is too large, which leaves the journal usable, or when a write fails or
     *                          has failed before, which does not
     */
    @Override
    public void onEvent(E event, long sequence, boolean endOfBatch)
    {
        if (failure != null)
        {
            throw broken();
        }
        try
        {
            add(event);
        }
        finally
        {
            if (endOfBatch && failure == null)
            {
                write(0);
            }
        }
    }

    private void add(E event)
    {
        int encoded = batch.encode(codec, event);
        long timeNs = event instanceof Timed timed ? timed.timeNs() : Timed.NO_TIME;
        if (!batch.fits(encoded) || timeNs > batch.timeNs())
        {
            write(encoded);
        }
        if (batch.isEmpty())
        {
            // never back, so that one can be looked for by its time
            batch.timeNs(Math.max(batch.timeNs(), timeNs == Timed.NO_TIME ? clock.nanoTime() : timeNs));
        }
        if (event instanceof Positioned positioned)
        {
            batch.add(encoded, positioned.partition(), positioned.position());
        }
        else
        {
            batch.add(encoded, 0, Positioned.NO_POSITION);
        }
    }

    /** Writes the batch as one excerpt; the payload of {@code encoded} bytes behind it begins the next batch. */
    private void write(int encoded)
    {
        if (!batch.isEmpty())
        {
            long last = written.getPlain();
            try
            {
                appender.append(batch, last + 1);
            }
            catch (Throwable t)
            {
                failure = t;
                throw broken();
            }
            written.setRelease(last + batch.count());
            batch.next(encoded);
        }
    }

    /** Ends a batch whose last event is not known to be the last when it comes; for one thread that is no lane. */
    void flush()
    {
        if (failure != null)
        {
            throw broken();
        }
        write(0);
    }

    private JournalException broken()
    {
        if (closed)
        {
            return new JournalException("The journal " + directory + " is closed.");
        }
        return new JournalException("The journal %s failed after sequence %d and takes no more events: %s"
                .formatted(directory, written.getPlain(), failure.getMessage()), failure);
    }

    /**
     * The journal's last sequence that survives a killed process. Any thread may ask.
     *
     * @return -1 in an empty journal
     */
    public long writtenPosition()
    {
        return written.getAcquire();
    }

    /**
     * How many records were written since the journal was opened. Any thread may ask.
     *
     * @return a count from 0
     */
    public long records()
    {
        return writtenPosition() + 1 - firstSequence;
    }

    /**
     * What was found when the journal was opened. Any thread may ask.
     *
     * @return the same at any time
     */
    public JournalOpening opening()
    {
        return opening;
    }

    /**
     * Where the journal lies.
     *
     * @return an absolute path
     */
    public Path directory()
    {
        return directory;
    }

    /**
     * Writes what is encoded, ends the segment, checks it and forces it to disk. A journal that has failed is only
     * released: the next opening settles its end.
     *
     * @throws JournalException when the last records could not be written or forced
     */
    @Override
    public void close()
    {
        if (closed)
        {
            return;
        }
        try
        {
            if (failure == null)
            {
                write(0);
            }
        }
        finally
        {
            closed = true;
            boolean intact = failure == null;
            failure = new JournalException("closed");
            release(intact);
        }
    }

    private void release(boolean intact)
    {
        try
        {
            appender.close();
            prefill.finish();
            if (intact)
            {
                endJournal();
            }
        }
        finally
        {
            prefill.close();
            lock.close();
        }
    }

    private void endJournal()
    {
        prefill.run("The end could not be forced to disk", () ->
        {
            JournalTail tail = JournalTail.end(directory);
            if (tail.lastSequence() != written.getPlain())
            {
                throw new JournalException(
                        "The journal %s was written to sequence %d, but %d is the last that can be read back."
                                .formatted(directory, written.getPlain(), tail.lastSequence()));
            }
            prefill.discardExcept(0);
        });
    }
}
