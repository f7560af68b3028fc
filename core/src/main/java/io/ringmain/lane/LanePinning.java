package io.ringmain.lane;

import java.util.concurrent.ThreadFactory;

/**
 * Binds threads to CPUs, and keeps that from spreading. On Linux a new thread inherits the mask of the one that starts it,
 * so whatever a pinned lane starts, a pool or a client's I/O thread, would crowd onto the lane's own CPU: start helpers
 * through {@link #unpinnedThreads(ThreadFactory)}.
 *
 * <pre>
 *   lane's thread   pin(3)      sched_setaffinity, through OpenHFT Affinity, if that is on the class path
 *                               /proc/thread-self/status: was it granted?
 *      starts
 *   helper thread   unpinned    back to the mask that the process had, then the helper's own work
 * </pre>
 *
 * Needs {@code net.openhft:affinity} and the JNA that it brings; without them nothing is pinned, and {@link Granted} says
 * so. Nothing here throws or logs. From JDK 24 on, the first use of JNA makes the JVM print a warning about native access,
 * which {@code --enable-native-access=ALL-UNNAMED} silences.
 *
 * <p>
 * Threading: every method is about the thread that calls it, which must be a platform thread (a virtual one would move its
 * carrier). It reads a file or two, for start-up and not for the hot path; the first pin in a process loads native code,
 * which takes a noticeable part of a second.
 */
public final class LanePinning
{
    // its mask is the one of the process: no thread can have been pinned by this class before this class was loaded
    private static final Pinner PINNER = new Pinner(KernelFiles.ofThisMachine(), new OpenHftAffinity());

    private LanePinning()
    {}

    /**
     * Binds the calling thread to one CPU.
     *
     * @param cpu its number
     * @return what became of it, read back from the kernel
     */
    public static Granted pin(int cpu)
    {
        return PINNER.pin(cpu);
    }

    /**
     * Gives the calling thread the mask that the process had before anything was pinned. Does nothing, and loads nothing,
     * for a thread that has it already.
     *
     * @return what became of it, read back from the kernel
     */
    public static Granted unpin()
    {
        return PINNER.unpin();
    }

    /**
     * Work for a thread that a pinned one starts.
     *
     * @param work what it is to do
     * @return the same after {@link #unpin()}; done on the inherited CPU where that fails
     */
    public static Runnable unpinned(Runnable work)
    {
        return () ->
        {
            unpin();
            work.run();
        };
    }

    /**
     * Threads that a pinned one may start.
     *
     * @param threads makes them
     * @return makes them so that each begins with {@link #unpin()}
     */
    public static ThreadFactory unpinnedThreads(ThreadFactory threads)
    {
        return work -> threads.newThread(unpinned(work));
    }
}
