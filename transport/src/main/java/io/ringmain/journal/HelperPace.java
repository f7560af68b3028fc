package io.ringmain.journal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How fast the helper threads of a writer fill the next segment and read a full one: in small pieces, with a pause behind
 * each as long as they are far enough ahead of the open segment, at whose end somebody would wait for them. A thread that has
 * milliseconds of work takes a CPU for milliseconds, and where lanes spin on all of them that is the tail of their latency; a
 * piece takes some 30 µs where memory need not be asked for. A writer in a hurry never waits for a pause, since whatever it writes leaves fewer of them.
 *
 * <ul>
 * <li>Owner: the helper thread that works.
 * <li>Readers: none; it reads how far the lane has written.
 * <li>Invariants: no pause when the part that is done is not {@value #AHEAD} times the part of the open segment that was
 * written meanwhile; none when the journal is being closed.
 * <li>Progress: each of the two takes some two seconds at most for a segment of 64 MB, beside the work itself.
 * </ul>
 */
final class HelperPace
{
    /** How much is done between two pauses: 16 pages. */
    static final int PIECE_BYTES = 64 << 10;
    /** No pause at all, where somebody waits. */
    static final HelperPace AT_ONCE = new HelperPace(null, () -> true);

    /** What is written by one call where no pause follows: the page cache then has it in larger folios, with fewer faults. */
    static final int LARGE_PIECE_BYTES = 256 << 10;

    private static final int AHEAD = 2;
    private static final long PAUSE_NS = 1_000_000;

    private final SegmentWriter open;
    private final BooleanSupplier closing;
    private final double writtenBefore;
    private boolean ahead;

    private HelperPace(SegmentWriter open, BooleanSupplier closing)
    {
        this.open = open;
        this.closing = closing;
        writtenBefore = open == null ? 0 : open.writtenPart();
        ahead = open != null;
    }

    /** Stays ahead of the lane that writes to a segment from now on, until the journal is being closed. */
    static HelperPace aheadOf(SegmentWriter open, BooleanSupplier closing)
    {
        return new HelperPace(open, closing);
    }

    /** Behind a piece: pauses, or does not. */
    void pause(double donePart)
    {
        if (open != null)
        {
            ahead = isAhead(donePart);
            if (ahead)
            {
                LockSupport.parkNanos(this, PAUSE_NS);
            }
        }
    }

    /** Whether there is time for a pause when so much is done, 0 to 1. */
    boolean isAhead(double donePart)
    {
        return !closing.getAsBoolean() &&
                donePart * (1 - writtenBefore) > AHEAD * (open.writtenPart() - writtenBefore);
    }

    /** How much to write at once. */
    int pieceBytes()
    {
        return ahead ? PIECE_BYTES : LARGE_PIECE_BYTES;
    }
}
