package io.ringmain.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * State of a stage that can be written out and read back. A stage is deterministic when its only inputs are events, so
 * that the same events in the same order leave the same bytes here; that is what lets a recording be checked against
 * the run it was made of.
 *
 * <p>
 * Threading: called on the stage's own lane, or when the pipeline does not run.
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
