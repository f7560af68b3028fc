package io.ringmain.journal;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How fast the next segment is made: in small pieces, with a pause behind each as long as it is far enough ahead of the open
 * one. A thread that has milliseconds of work takes a CPU for milliseconds, and where lanes spin on all of them that is the
 * tail of their latency; a piece takes some 30 µs. A writer in a hurry never waits for a pause, since whatever it writes
 * leaves fewer of them.
 *
 * <ul>
 * <li>Owner: the helper thread that fills.
 * <li>Readers: none; it reads how far the lane has written.
 * <li>Invariants: no pause when the part that is made is not {@value #AHEAD} times the part of the open segment that is
 * written.
 * <li>Progress: a segment of 64 MB takes two seconds at most, beside the work itself.
 * </ul>
 */
final class FillPace
{
    /** How much is made between two pauses: 16 pages. */
    static final int PIECE_BYTES = 64 << 10;
    /** No pause at all, where somebody waits. */
    static final FillPace AT_ONCE = new FillPace(null, () -> false);

    private static final int AHEAD = 4;
    private static final long PAUSE_NS = 1_000_000;

    private final SegmentWriter open;
    private final BooleanSupplier closing;

    private FillPace(SegmentWriter open, BooleanSupplier closing)
    {
        this.open = open;
        this.closing = closing;
    }

    /** Stays ahead of the lane that writes to a segment, until the journal is being closed. */
    static FillPace aheadOf(SegmentWriter open, BooleanSupplier closing)
    {
        return new FillPace(open, closing);
    }

    /**
     * Behind a piece: pauses, or does not.
     *
     * @throws IOException when nobody needs the segment any more
     */
    void pause(double madePart) throws IOException
    {
        if (closing.getAsBoolean())
        {
            throw new IOException("The journal was closed before its next segment was made");
        }
        if (isAhead(madePart))
        {
            LockSupport.parkNanos(this, PAUSE_NS);
        }
    }

    /** Whether there is time for a pause when so much is made, 0 to 1. */
    boolean isAhead(double madePart)
    {
        return open != null && madePart > AHEAD * open.writtenPart();
    }
}
