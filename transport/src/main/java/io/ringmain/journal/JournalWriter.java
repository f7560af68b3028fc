package io.ringmain.journal;

import java.nio.ByteOrder;
import java.nio.file.Path;

import org.agrona.CloseHelper;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Codec;
import io.ringmain.event.Message;
import io.ringmain.event.MessageCodec;
import io.ringmain.event.Positioned;
import io.ringmain.event.Timed;
import io.ringmain.log.LogRecordCodec;

/**
 * A stage that keeps every event on disk before later stages see it: each batch of the ring becomes one excerpt of a
 * Chronicle queue. Hot path: an event is encoded where it stays, a batch costs one checksum, and nothing is allocated.
 *
 * <ul>
 * <li>Owner: the lane that runs the stage; {@link #close()} belongs to whoever opened it, once the lane has stopped.
 * <li>Readers: any thread, {@link #writtenPosition()}, {@link #durablePosition()} and {@link #records()}.
 * <li>Invariants: sequences count from 0 without a gap, over every session; a call with {@code endOfBatch} returns only
 * when the whole batch would survive a killed process, or a power loss with {@link SyncPolicy.EveryBatch}; after a failed
 * write nothing is written any more.
 * <li>Progress: waits for the disk at a roll, when the next segment is not yet filled; see {@link WhenFull}.
 * </ul>
 *
 * @param <E> the event; its partition and position are kept when it is {@link Positioned}, its time when it is
 *            {@link Timed}
 */
public final class JournalWriter<E> implements BatchingHandler<E>, AutoCloseable
{
    private final Path directory;
    private final Codec<E> codec;
    private final boolean messages;
    private final EpochNanoClock clock;
    private final WriterLock lock;
    private final Prefill prefill;
    private final SegmentAppender appender;
    private final BatchBuffer batch;
    private final Durability durability;
    private final long firstSequence;
    private final JournalOpening opening;

    private long lastSequence;
    // what makes every further call fail: the first failed write, or the end
    private Throwable failure;
    private boolean closed;

    private JournalWriter(Path directory, Codec<E> codec, JournalOptions options, EpochNanoClock clock)
    {
        this.directory = JournalDirectory.forWriting(directory);
        this.codec = codec;
        this.clock = clock;
        // a message's bytes lie as those of a record, where the machine is little endian
        messages = codec instanceof MessageCodec && ByteOrder.nativeOrder() == BatchDescriptor.ORDER;
        ChronicleSetup.forWriting();
        lock = WriterLock.acquire(this.directory);
        prefill = new Prefill(this.directory, options);
        SegmentAppender opened = null;
        try
        {
            JournalTail tail = JournalTail.settle(this.directory);
            prefill.discardUnused();
            opening = tail.opening();
            lastSequence = tail.lastSequence();
            firstSequence = lastSequence + 1;
            if (options.forces())
            {
                prefill.forceAll();
            }
            opened = SegmentAppender.open(this.directory, options,
                    codec instanceof LogRecordCodec ? BatchDescriptor.LOG_RECORDS : 0, tail.lastCycle() + 1, prefill);
            appender = opened;
            batch = appender.batch();
            // also when the clock has gone back between the sessions
            batch.timeNs(tail.lastTimeNs());
            durability = new Durability(options.sync(), appender, prefill, lastSequence, options.forces(),
                    this.directory.getFileName().toString());
        }
        catch (RuntimeException | Error e)
        {
            CloseHelper.close(opened);
            prefill.close();
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
     * @throws JournalFullException when the disk is full and {@link WhenFull#FAIL} was chosen; the event is not kept, and
     *                              may be given again
     * @throws JournalException     when the event is too large, which leaves the journal usable, or when a write fails or
     *                              has failed before, which does not
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
                endBatch();
            }
        }
    }

    private void add(E event)
    {
        long timeNs = event instanceof Timed timed ? timed.timeNs() : Timed.NO_TIME;
        if (!batch.isEmpty() && (timeNs > batch.timeNs() || appender.isLong()))
        {
            write();
        }
        if (batch.isEmpty())
        {
            makeRoom();
            // never back, so that one can be looked for by its time
            batch.timeNs(Math.max(batch.timeNs(), timeNs == Timed.NO_TIME ? clock.nanoTime() : timeNs));
        }
        if (messages)
        {
            batch.add((Message) event);
        }
        else if (event instanceof Positioned positioned)
        {
            batch.add(codec, event, positioned.partition(), positioned.position());
        }
        else
        {
            batch.add(codec, event, 0, Positioned.NO_POSITION);
        }
    }

    private void makeRoom()
    {
        try
        {
            appender.makeRoom();
        }
        catch (JournalFullException e)
        {
            // nothing has begun, so that it may be tried again
            throw e;
        }
        catch (Throwable t)
        {
            failure = t;
            throw broken();
        }
    }

    private void endBatch()
    {
        write();
        try
        {
            durability.batchEnded();
        }
        catch (Throwable t)
        {
            failure = t;
            throw broken();
        }
    }

    /** Writes the batch as one excerpt. */
    private void write()
    {
        if (!batch.isEmpty())
        {
            long last = lastSequence + batch.count();
            try
            {
                appender.append(lastSequence + 1);
            }
            catch (Throwable t)
            {
                failure = t;
                throw broken();
            }
            lastSequence = last;
            durability.appended(last);
        }
    }

    /** Ends a batch whose last event is not known to be the last when it comes; for one thread that is no lane. */
    void flush()
    {
        if (failure != null)
        {
            throw broken();
        }
        endBatch();
    }

    private JournalException broken()
    {
        if (closed)
        {
            return new JournalException("The journal " + directory + " is closed.");
        }
        return new JournalException("The journal %s failed after sequence %d and takes no more events: %s"
                .formatted(directory, lastSequence, failure.getMessage()), failure);
    }

    /**
     * The journal's last sequence that survives a killed process. Any thread may ask.
     *
     * @return -1 in an empty journal
     */
    public long writtenPosition()
    {
        return durability.written();
    }

    /**
     * The journal's last sequence that survives a power loss: what was forced to the disk. Any thread may ask.
     *
     * @return -1 when nothing was; with {@link SyncPolicy.None}, that is until it is closed
     */
    public long durablePosition()
    {
        return durability.durable();
    }

    /**
     * A stage to put behind this one, so that the stages after it see an event only when it is durable, while the journal
     * itself goes on to write: {@code .stage("durable", journal.durable()).after("journal")}.
     *
     * @return waits at the end of each batch for the force that the {@link SyncPolicy} brings
     * @throws IllegalStateException when the policy is none
     */
    public BatchingHandler<E> durable()
    {
        return durability.gate();
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
     * @throws JournalException when the last records could not be written or forced, or a full segment could not be forced or
     *                          entered in the index, also when a write has told so before
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
                write();
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
            try
            {
                durability.close();
                prefill.finish();
            }
            finally
            {
                appender.close();
            }
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
            if (tail.lastSequence() != lastSequence)
            {
                throw new JournalException(
                        "The journal %s was written to sequence %d, but %d is the last that can be read back."
                                .formatted(directory, lastSequence, tail.lastSequence()));
            }
            prefill.discardUnused();
            prefill.forceFrom(appender.firstCycle());
        });
        durability.allForced();
    }
}
