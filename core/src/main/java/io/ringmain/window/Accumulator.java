package io.ringmain.window;

import io.ringmain.state.Snapshottable;

/**
 * What a window has gathered of its events. Used for one window after the other, so that none is allocated per window
 * once enough are around.
 *
 * <p>
 * Threading: for the lane of its stage.
 */
public interface Accumulator extends Snapshottable
{
    /** Makes it as good as new: called before each window but the first. */
    void clear();
}
