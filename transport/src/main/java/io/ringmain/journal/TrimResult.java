package io.ringmain.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * What a trimming did, or would do.
 *
 * @param deleted       the segments, oldest first
 * @param bytes         that were freed
 * @param firstSequence the first that is kept now
 * @param heldBack      how many segments more would have gone, but for someone who needs them
 * @param holders       who those are, with the sequence that each needs; empty when nothing is held back
 */
public record TrimResult(List<Path> deleted, long bytes, long firstSequence, int heldBack, List<String> holders)
{
    /** Takes copies of the lists. */
    public TrimResult
    {
        deleted = List.copyOf(deleted);
        holders = List.copyOf(holders);
    }

    /** One line for people. */
    @Override
    public String toString()
    {
        String done = deleted.isEmpty()
                ? "Nothing to trim; the first record kept is %d".formatted(firstSequence)
                : "%d segments with %d bytes trimmed; the first record kept is %d".formatted(deleted.size(), bytes,
                        firstSequence);
        return holders.isEmpty()
                ? done + "."
                : "%s. Held back (%d segments more) by %s.".formatted(done, heldBack, String.join(", ", holders));
    }
}
