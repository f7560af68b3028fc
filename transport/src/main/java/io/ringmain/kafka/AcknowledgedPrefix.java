package io.ringmain.kafka;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many of the first records are acknowledged, when acknowledgements come in any order: those of different partitions
 * overtake each other.
 *
 * <pre>
 *   records   0 1 2 3 4 5 6      a window over those under way; here 0, 1, 2 and 5 are acknowledged,
 *             x x x . . x .      and the prefix is 3
 *                   ^ prefix
 *
 * Owner       the producer's I/O thread, which acknowledges
 * Readers     the sending thread, which keeps what is under way below the window's length
 * Invariants  a record's cell is set only while it is within the window [prefix, prefix + length)
 * Progress    wait-free for both
 * </pre>
 */
final class AcknowledgedPrefix
{
    /** The number of the record that was last acknowledged there, plus one. The producer's thread alone looks. */
    private final long[] cells;
    private final AtomicLong prefix = new AtomicLong();

    /** For so many records under way at most. */
    AcknowledgedPrefix(int window)
    {
        cells = new long[window];
    }

    /** On the producer's thread: a record, counted from 0, is safe. */
    void acknowledged(long record)
    {
        cells[cell(record)] = record + 1;
        long next = prefix.getPlain();
        while (cells[cell(next)] == next + 1)
        {
            next++;
        }
        // pairs with the acquire in count()
        prefix.setRelease(next);
    }

    private int cell(long record)
    {
        return (int) (record % cells.length);
    }

    /** How many records from the first on are safe. */
    long count()
    {
        return prefix.getAcquire();
    }

    int window()
    {
        return cells.length;
    }
}
