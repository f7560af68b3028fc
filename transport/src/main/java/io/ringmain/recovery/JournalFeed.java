package io.ringmain.recovery;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.agrona.collections.Long2LongHashMap;

import io.ringmain.event.Positioned;
import io.ringmain.journal.JournalExtent;
import io.ringmain.journal.JournalReader;
import io.ringmain.journal.ReadOptions;
import io.ringmain.pipeline.Publisher;

/**
 * Fills events from a journal's records and keeps count of where it is. Hot path; allocates nothing for a record.
 *
 * <p>
 * Owner: the thread that publishes.
 *
 * @param <E> the event
 */
public final class JournalFeed<E extends Positioned> implements Consumer<E>, AutoCloseable
{
    private final Path journal;
    private final ReadOptions options;
    private final JournalReader reader;
    private final RecordDecoder<? super E> decoder;
    private final Long2LongHashMap positions = new Long2LongHashMap(Positioned.NO_POSITION);
    private long nextSequence;
    private long records;
    /** The reader stands on a record that is not published yet. */
    private boolean pending;

    JournalFeed(Path journal, RecordDecoder<? super E> decoder, ReadOptions options)
    {
        this.journal = journal;
        this.options = options;
        this.reader = JournalReader.open(journal, options);
        this.decoder = decoder;
    }

    /** Before the record of a position; false when the journal ends before that. For a feed that has not read yet. */
    boolean skipTo(LogPosition position)
    {
        long next = position.nextSequence();
        reader.seekSequence(next);
        pending = reader.next();
        if (!pending)
        {
            nextSequence = JournalExtent.of(journal, options).lastSequence() + 1;
            if (nextSequence < next)
            {
                return false;
            }
        }
        nextSequence = next;
        position.positions().forEach((partition, its) -> positions.put((long) partition, (long) its));
        return true;
    }

    /**
     * Publishes the next record, waiting for room in the ring.
     *
     * @param publisher of the pipeline that was restored
     * @return false when there is none yet
     */
    public boolean publishNext(Publisher<E> publisher)
    {
        if (!pending && !reader.next())
        {
            return false;
        }
        pending = false;
        if (reader.sequence() != nextSequence)
        {
            throw new SnapshotException("The records from sequence " + nextSequence + " to " +
                    (reader.sequence() - 1) + " are gone from the journal " + journal +
                    ", and no snapshot that can be used stands behind them: its state cannot be rebuilt. " +
                    "Restore the segments or a snapshot from a copy.");
        }
        publisher.publish(this);
        nextSequence = reader.sequence() + 1;
        records++;
        if (reader.position() != Positioned.NO_POSITION)
        {
            positions.put(reader.partition(), reader.position() + 1);
        }
        return true;
    }

    @Override
    public void accept(E event)
    {
        event.position(reader.partition(), reader.position());
        decoder.decode(reader, event);
    }

    /**
     * The next position to read of a source's partition.
     *
     * @param partition of the source
     * @param otherwise what to answer when nothing of it was published
     * @return behind the last record of it that was published
     */
    public long nextOf(int partition, long otherwise)
    {
        long next = positions.get(partition);
        return next == Positioned.NO_POSITION ? otherwise : next;
    }

    long nextSequence()
    {
        return nextSequence;
    }

    /** Published by this. */
    long records()
    {
        return records;
    }

    /**
     * Where it stands: behind the last record that it has published, or behind the snapshot.
     *
     * @return a copy
     */
    public LogPosition position()
    {
        Map<Integer, Long> byPartition = new HashMap<>();
        positions.forEach((partition, next) -> byPartition.put(partition.intValue(), next));
        return new LogPosition(nextSequence, byPartition);
    }

    @Override
    public void close()
    {
        reader.close();
    }
}
