package io.ringmain.journal;

import java.util.Objects;

/**
 * How a journal is written. Every session may choose anew.
 *
 * @param segmentBytes how much disk a segment takes, from 1 MB to 1 GB; two of them are taken at any time, one that is
 *                     written and the next one, zero-filled ahead
 * @param sync         when it is forced to the disk
 * @param whenFull     what it does when the disk is full
 * @param key          encrypts the records; null for none
 * @param retention    how much is kept: segments that are too many are deleted after each roll, but none that a
 *                     {@linkplain ReaderRegistration registered reader} still needs
 */
public record JournalOptions(int segmentBytes, SyncPolicy sync, WhenFull whenFull, JournalKey key, Retention retention)
{
    private static final int KB = 1024;
    private static final int MB = 1024 * KB;
    private static final int PAGE = 64 * KB;

    /** The longest record is a part of the segment, so that what is left at its end is little. */
    private static final int RECORDS_IN_A_SEGMENT = 16;

    /** A batch of the ring that is longer becomes several batches of the journal. */
    private static final int LONG_BATCH_BYTES = 512 * KB;

    /** Checks the size, and takes whole pages of it. */
    public JournalOptions
    {
        if (segmentBytes < MB || segmentBytes > 1024 * MB)
        {
            throw new IllegalArgumentException(
                    "segmentBytes is %d; give a size from %d (1 MB) to %d (1 GB)".formatted(segmentBytes, MB,
                            1024 * MB));
        }
        segmentBytes -= segmentBytes % PAGE;
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(whenFull, "whenFull");
        Objects.requireNonNull(retention, "retention");
    }

    /**
     * Segments of 64 MB, records of up to 1 MB; not forced until it is closed, waits while the disk is full, not encrypted, keeps
     * everything.
     *
     * @return the options that {@link JournalWriter#open(java.nio.file.Path, io.ringmain.event.Codec)} takes
     */
    public static JournalOptions defaults()
    {
        return new JournalOptions(64 * MB, SyncPolicy.none(), WhenFull.WAIT, null, Retention.none());
    }

    /**
     * The same with segments of another size.
     *
     * @param bytes from 1 MB to 1 GB
     * @return a copy
     */
    public JournalOptions withSegmentBytes(int bytes)
    {
        return new JournalOptions(bytes, sync, whenFull, key, retention);
    }

    /**
     * The same with another policy.
     *
     * @param policy when to force
     * @return a copy
     */
    public JournalOptions withSync(SyncPolicy policy)
    {
        return new JournalOptions(segmentBytes, policy, whenFull, key, retention);
    }

    /**
     * The same with another choice for a full disk.
     *
     * @param choice wait or fail
     * @return a copy
     */
    public JournalOptions withWhenFull(WhenFull choice)
    {
        return new JournalOptions(segmentBytes, sync, choice, key, retention);
    }

    /**
     * The same, but encrypted.
     *
     * @param newKey null for none
     * @return a copy
     */
    public JournalOptions withKey(JournalKey newKey)
    {
        return new JournalOptions(segmentBytes, sync, whenFull, newKey, retention);
    }

    /**
     * The same with another retention.
     *
     * @param limits what is kept
     * @return a copy
     */
    public JournalOptions withRetention(Retention limits)
    {
        return new JournalOptions(segmentBytes, sync, whenFull, key, limits);
    }

    /** The longest payload. */
    int recordBytes()
    {
        return Math.min(MB, segmentBytes / RECORDS_IN_A_SEGMENT);
    }

    /** A batch that has grown to this is written, whatever the ring's batch. */
    int longBatchBytes()
    {
        return Math.min(LONG_BATCH_BYTES, segmentBytes / RECORDS_IN_A_SEGMENT);
    }

    boolean forces()
    {
        return !(sync instanceof SyncPolicy.None);
    }
}
