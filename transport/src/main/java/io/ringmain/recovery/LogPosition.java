package io.ringmain.recovery;

import java.util.Map;

/**
 * Where a state stands in the log that it came from: everything before has been handled, and nothing from there on.
 *
 * @param nextSequence the journal's next sequence, from 0
 * @param positions    the next position to read of each source, by partition: what the journal's records came from; a
 *                     partition of which nothing has come is missing
 */
public record LogPosition(long nextSequence, Map<Integer, Long> positions)
{
    /** Before the first event. */
    public static final LogPosition START = new LogPosition(0, Map.of());

    /** Copies the map. */
    public LogPosition
    {
        if (nextSequence < 0)
        {
            throw new IllegalArgumentException("the next sequence is " + nextSequence + "; sequences count from 0");
        }
        positions = Map.copyOf(positions);
    }
}
