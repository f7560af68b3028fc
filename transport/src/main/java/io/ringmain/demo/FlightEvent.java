package io.ringmain.demo;

import io.ringmain.event.Positioned;

/**
 * A flight in a slot of the ring: the record as it came, what the parse stage read in it, and what the delays stage
 * found. Hot path: preallocated, mutable, grows to the longest payload it has met.
 *
 * <p>
 * Threading: fields belong to one stage each, in the order of the pipeline; the ring's barriers publish them.
 */
public final class FlightEvent implements Positioned
{
    private static final int USUAL_PAYLOAD_BYTES = 128;

    private int partition;
    private long position = NO_POSITION;

    // filled by the publisher
    private byte[] payload = new byte[USUAL_PAYLOAD_BYTES];
    private int payloadLength;
    private long sentNs;

    // filled by the parse stage
    String rejection;
    long timeMs;
    String origin;
    String destination;
    int distanceMiles;
    int delayMinutes;

    // filled by the delays stage
    long flights;
    double meanDelayMinutes;
    double onTimeShare;
    int p95DelayMinutes;
    double anomaly;

    /**
     * Sets what came, and forgets what stages made of the slot's former event.
     *
     * @param source the record's bytes
     * @param offset of the first
     * @param length how many
     * @param newSentNs when it was meant to be sent, in nanoseconds since 1970; end-to-end latency counts from then
     */
    public void fill(byte[] source, int offset, int length, long newSentNs)
    {
        System.arraycopy(source, offset, begin(length, newSentNs), 0, length);
    }

    /** As fill, for a caller that copies the bytes itself. */
    byte[] begin(int length, long newSentNs)
    {
        if (payload.length < length)
        {
            payload = new byte[Math.max(length, payload.length * 2)];
        }
        payloadLength = length;
        sentNs = newSentNs;
        rejection = null;
        timeMs = 0;
        origin = null;
        destination = null;
        distanceMiles = 0;
        delayMinutes = 0;
        flights = 0;
        meanDelayMinutes = 0;
        onTimeShare = 0;
        p95DelayMinutes = 0;
        anomaly = 0;
        return payload;
    }

    @Override
    public int partition()
    {
        return partition;
    }

    @Override
    public long position()
    {
        return position;
    }

    @Override
    public void position(int newPartition, long newPosition)
    {
        partition = newPartition;
        position = newPosition;
    }

    /**
     * The record as it came.
     *
     * @return the slot's own array: valid up to {@link #payloadLength()}, until the slot is used again
     */
    public byte[] payload()
    {
        return payload;
    }

    /**
     * How much of {@link #payload()} counts.
     *
     * @return in bytes
     */
    public int payloadLength()
    {
        return payloadLength;
    }

    /**
     * When it was meant to be sent.
     *
     * @return in nanoseconds since 1970
     */
    public long sentNs()
    {
        return sentNs;
    }

    /**
     * Why it is no flight. Stages after the parse stage pass over such an event.
     *
     * @return null for a flight
     */
    public String rejection()
    {
        return rejection;
    }

    /**
     * The airport that its delay counts for.
     *
     * @return such as "BNA"; null before the parse stage, and for a rejected event
     */
    public String origin()
    {
        return origin;
    }
}
