package io.ringmain.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ringmain.event.Positioned;
import io.ringmain.journal.ReadOptions;
import io.ringmain.pipeline.Pipeline;

/**
 * The beginning of every recovery: the newest snapshot that is whole and that the journal reaches, its state in the
 * pipeline, and a feed that stands behind it. Cold path.
 *
 * @param snapshot null: from the journal's first record
 * @param broken   newer ones that could not be used
 * @param feed     of what comes next; belongs to whoever has this
 */
record Restart<E extends Positioned>(Snapshot snapshot, List<BrokenSnapshot> broken, JournalFeed<E> feed)
{
    /** The store may be null: then from the first record. Nothing of it is open when this throws. */
    static <E extends Positioned> Restart<E> begin(Pipeline<E> pipeline, RecordDecoder<? super E> decoder,
            Path journal, ReadOptions options, SnapshotStore store)
    {
        List<BrokenSnapshot> broken = new ArrayList<>();
        Snapshot snapshot = null;
        JournalFeed<E> feed = new JournalFeed<>(journal, decoder, options);
        try
        {
            while (store != null && snapshot == null)
            {
                Optional<Snapshot> newest = store.newest(it -> add(broken, it));
                if (newest.isEmpty())
                {
                    break;
                }
                if (feed.skipTo(newest.get().position()))
                {
                    snapshot = newest.get();
                }
                else
                {
                    broken.add(store.setAside(newest.get(), "ahead of the journal, which ends at sequence " +
                            (feed.nextSequence() - 1) + " and has lost what this knows of"));
                    feed.close();
                    feed = new JournalFeed<>(journal, decoder, options);
                }
            }
            if (snapshot != null)
            {
                restore(pipeline, store, snapshot);
            }
            return new Restart<>(snapshot, List.copyOf(broken), feed);
        }
        catch (RuntimeException | Error e)
        {
            feed.close();
            throw e;
        }
    }

    /** The store is looked through anew after one was set aside. */
    private static void add(List<BrokenSnapshot> broken, BrokenSnapshot another)
    {
        if (!broken.contains(another))
        {
            broken.add(another);
        }
    }

    static void restore(Pipeline<?> pipeline, SnapshotStore store, Snapshot snapshot)
    {
        try (SnapshotReader reader = store.open(snapshot))
        {
            pipeline.restore(reader);
            String hash = pipeline.stateHash();
            if (!hash.equals(snapshot.stateHash()))
            {
                throw new IOException("a stage does not write the state that it has just read: the state hash is " +
                        hash + " and was " + snapshot.stateHash());
            }
        }
        catch (IOException | IllegalArgumentException e)
        {
            throw new SnapshotException(snapshot.file() + " is whole, but cannot be restored: " + e.getMessage() +
                    " To replay the journal without snapshots, move " + store.folder() + " away.", e);
        }
    }
}
