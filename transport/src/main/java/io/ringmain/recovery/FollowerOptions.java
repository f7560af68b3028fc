package io.ringmain.recovery;

import java.nio.file.Path;
import java.time.Duration;

import io.ringmain.journal.JournalKey;

/**
 * How a follower works.
 *
 * @param name         under which it is registered as a reader of the journal
 * @param store        where it writes snapshots
 * @param everyRecords a snapshot after so many records, at least 1
 * @param every        a snapshot after so long, when anything has come since the last
 * @param key          opens an encrypted journal; null for one that is not
 */
public record FollowerOptions(String name, SnapshotStore store, long everyRecords, Duration every, JournalKey key)
{
    /** Checks the distances. */
    public FollowerOptions
    {
        if (everyRecords < 1 || every.isNegative() || every.isZero())
        {
            throw new IllegalArgumentException("a follower is to write a snapshot every " + everyRecords +
                    " records or every " + every + ": both must be more than 0");
        }
    }

    /**
     * A snapshot every ten million records, and every minute.
     *
     * @param journal its folder
     * @return called {@code follower}, with the journal's own folder of snapshots
     */
    public static FollowerOptions of(Path journal)
    {
        return new FollowerOptions("follower", SnapshotStore.of(journal), 10_000_000, Duration.ofMinutes(1), null);
    }

    /**
     * The same with another name.
     *
     * @param newName of the reader
     * @return a copy
     */
    public FollowerOptions withName(String newName)
    {
        return new FollowerOptions(newName, store, everyRecords, every, key);
    }

    /**
     * The same with another store.
     *
     * @param newStore where it writes snapshots
     * @return a copy
     */
    public FollowerOptions withStore(SnapshotStore newStore)
    {
        return new FollowerOptions(name, newStore, everyRecords, every, key);
    }

    /**
     * The same with other distances.
     *
     * @param newEveryRecords a snapshot after so many records
     * @param newEvery        and after so long
     * @return a copy
     */
    public FollowerOptions withEvery(long newEveryRecords, Duration newEvery)
    {
        return new FollowerOptions(name, store, newEveryRecords, newEvery, key);
    }

    /**
     * The same with a key.
     *
     * @param newKey the journal's
     * @return a copy
     */
    public FollowerOptions withKey(JournalKey newKey)
    {
        return new FollowerOptions(name, store, everyRecords, every, newKey);
    }
}
