package io.ringmain.benchmarks.journal;

/**
 * How much is to be written.
 *
 * @param events       records
 * @param payloadBytes of each
 * @param segmentBytes of the files
 */
record Volume(long events, int payloadBytes, int segmentBytes)
{
    /** As it lies in front of a payload in a batch. */
    static final int RECORD_HEADER_BYTES = 16;

    private static final double INDEX = 1.05;
    /** A batch of one event has its header, and the excerpt's. */
    private static final int MOST_OVERHEAD_BYTES = 48;
    /** The one being written and what is filled ahead of it. */
    private static final int SEGMENTS_AHEAD = 4;
    /** What Chronicle's own files take at once, however little is in them. */
    private static final long SPARSE_BYTES = 160L << 20;

    /** So many bytes of records, headers included. */
    static Volume ofBytes(long bytes, int payloadBytes, int segmentBytes)
    {
        return new Volume(eventsIn(bytes, payloadBytes), payloadBytes, segmentBytes);
    }

    static long eventsIn(long bytes, int payloadBytes)
    {
        long batches = Math.max(1, bytes / recordBytes(payloadBytes) / Feed.BATCH);
        return batches * Feed.BATCH;
    }

    /** Of one record, its header included. */
    static int recordBytes(int payloadBytes)
    {
        return payloadBytes + RECORD_HEADER_BYTES;
    }

    long recordBytes()
    {
        return events * recordBytes(payloadBytes);
    }

    /** What the disk must have room for, whoever writes, generously. */
    long diskBytes()
    {
        return (long) (events * (recordBytes(payloadBytes) + MOST_OVERHEAD_BYTES) * INDEX) +
                (long) SEGMENTS_AHEAD * segmentBytes + SPARSE_BYTES;
    }
}
