package io.ringmain.journal;

/**
 * How a journal is laid out on disk. Everything else follows from the size of a segment.
 *
 * @param segmentBytes how much disk a segment takes at most, from 1 MB to 1 GB; two of them are taken at any time, one
 *                     that is written and the next one, zero-filled ahead
 */
public record JournalOptions(int segmentBytes)
{
    private static final int KB = 1024;
    private static final int MB = 1024 * KB;
    private static final int PAGE = 64 * KB;

    /** Room for what Chronicle puts between the excerpts: two arrays of its index. */
    private static final int INDEX_BYTES = 72 * KB;

    /** Headers and padding of an excerpt, generously. */
    private static final int EXCERPT_OVERHEAD = 64;

    /** Checks the size. */
    public JournalOptions
    {
        if (segmentBytes < MB || segmentBytes > 1024 * MB)
        {
            throw new IllegalArgumentException(
                    "segmentBytes is %d; give a size from %d (1 MB) to %d (1 GB)".formatted(segmentBytes, MB,
                            1024 * MB));
        }
    }

    /**
     * Segments of 64 MB, records of up to 1 MB.
     *
     * @return the options that {@link JournalWriter#open(java.nio.file.Path, io.ringmain.event.Codec)} takes
     */
    public static JournalOptions defaults()
    {
        return new JournalOptions(64 * MB);
    }

    /** What Chronicle maps at once. Small against the segment, since the overlap behind the last block stays unused. */
    int blockBytes()
    {
        return Math.max(256 * KB, Math.min(64 * MB, Integer.highestOneBit(segmentBytes / 8)));
    }

    /** Chronicle maps a quarter of a block more, so that an excerpt may start at the very end of a block. */
    int overlapBytes()
    {
        return blockBytes() / 4;
    }

    private int blocks()
    {
        return (segmentBytes - overlapBytes()) / blockBytes();
    }

    /** The length of a segment's file: whole blocks and one overlap, so that Chronicle never lengthens it. */
    long fileBytes()
    {
        return (long) blocks() * blockBytes() + overlapBytes();
    }

    /** Where an excerpt must have ended. */
    long usableBytes()
    {
        return (long) blocks() * blockBytes() - INDEX_BYTES;
    }

    /** The longest batch, descriptor included: bounded by the overlap, and no more than 1 MB in a big one. */
    int batchBytes()
    {
        return Math.min(MB + PAGE, overlapBytes() - PAGE / 16) - EXCERPT_OVERHEAD;
    }

    /** The longest payload: a batch of one record. */
    int recordBytes()
    {
        return Math.min(MB, batchBytes() - BatchDescriptor.HEADER_BYTES - BatchDescriptor.RECORD_HEADER_BYTES);
    }
}
