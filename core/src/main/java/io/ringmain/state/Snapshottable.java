package io.ringmain.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * State of a stage that can be written out and read back. A stage is deterministic when its only inputs are events, so
 * that the same events in the same order leave the same bytes here; that is what lets a recording be checked against
 * the run it was made of. The sequence that a handler is called with is no such input: it counts from the start of the
 * pipeline, and a recovery starts in the middle.
 *
 * <p>
 * Threading: called when the pipeline does not run, or stands still: no lane calls the stage meanwhile, and the caller sees
 * all that the lane has done.
 */
public interface Snapshottable
{
    /**
     * Writes the whole state in a canonical form: equal states give equal bytes, whatever the order in which they came
     * about (write maps sorted by key).
     *
     * @param out where to
     * @throws IOException when {@code out} fails
     */
    void writeSnapshot(DataOutput out) throws IOException;

    /**
     * Replaces the whole state by one that {@link #writeSnapshot} wrote.
     *
     * @param in where from
     * @throws IOException when {@code in} fails or ends early
     */
    void readSnapshot(DataInput in) throws IOException;
}
