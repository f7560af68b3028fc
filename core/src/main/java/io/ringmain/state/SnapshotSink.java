package io.ringmain.state;

import java.io.IOException;

/** Takes the state of a pipeline, stage by stage. */
@FunctionalInterface
public interface SnapshotSink
{
    /**
     * Takes one stage's state. Called once for each stage that has any, in the order of their names, by the thread that
     * takes the snapshot, while nothing changes any state.
     *
     * @param stage its name
     * @param state writes itself, as often as it is asked to, until this returns
     * @throws IOException when it cannot be kept, which ends the snapshot
     */
    void stage(String stage, Snapshottable state) throws IOException;
}
