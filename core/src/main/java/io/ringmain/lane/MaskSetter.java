package io.ringmain.lane;

import java.util.NavigableSet;

/** The one thing that Java cannot do by itself: tell the kernel where a thread may run. */
@FunctionalInterface
interface MaskSetter
{
    /**
     * For the calling thread. Does not throw.
     *
     * @param cpus where it may run from now on
     * @return why that could not be asked of the kernel; empty when it was
     */
    String set(NavigableSet<Integer> cpus);
}
