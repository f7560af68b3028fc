package io.ringmain.state;

import java.io.IOException;
import java.util.Set;

/** Gives the state of a pipeline back, stage by stage. */
public interface SnapshotSource
{
    /**
     * Whose state it has.
     *
     * @return names
     */
    Set<String> stages();

    /**
     * Gives one stage's state. Called once for each stage, in the order of their names.
     *
     * @param stage its name
     * @param state reads itself
     * @throws IOException when it cannot be read, or reads more or less than was written
     */
    void stage(String stage, Snapshottable state) throws IOException;
}
