package io.ringmain.lane;

import java.util.NavigableSet;
import java.util.Optional;

/** The CPUs that the scheduler may run a thread on, as the kernel itself reports them. Cold path. */
final class ThreadMask
{
    private static final String FIELD = "Cpus_allowed_list:";

    private ThreadMask()
    {}

    /** Those of the calling thread; empty where there is no {@code /proc}. */
    static Optional<NavigableSet<Integer>> ofThisThread(KernelFiles files)
    {
        return read(files, "/proc/thread-self/status");
    }

    /**
     * Of the process's first thread, which the java launcher leaves to itself (it runs {@code main} on a second one): no
     * Java code pins it, so it keeps the mask that the process was started with.
     *
     * @return empty where there is no {@code /proc}
     */
    static Optional<NavigableSet<Integer>> ofProcess(KernelFiles files)
    {
        return read(files, "/proc/self/status");
    }

    private static Optional<NavigableSet<Integer>> read(KernelFiles files, String path)
    {
        try
        {
            return files.read(path).stream().flatMap(String::lines).filter(line -> line.startsWith(FIELD))
                    .map(line -> CpuList.parse(line.substring(FIELD.length()))).filter(cpus -> !cpus.isEmpty())
                    .findFirst();
        }
        catch (NumberFormatException e)
        {
            return Optional.empty();
        }
    }
}
