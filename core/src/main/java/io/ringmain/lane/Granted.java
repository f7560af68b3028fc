package io.ringmain.lane;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a thread asked for and what it got, read back from the kernel after asking.
 *
 * @param asked the CPU it is to run on; empty: any
 * @param cpus  the CPUs that the scheduler may run it on now, ascending; empty where that cannot be read
 * @param note  why it is not as asked, or not known to be; empty when it is
 */
public record Granted(OptionalInt asked, List<Integer> cpus, String note)
{
    /** Copies the list. */
    public Granted
    {
        cpus = List.copyOf(cpus);
    }

    /**
     * Whether the thread runs where it asked to, and nowhere else.
     *
     * @return false also when nobody knows
     */
    public boolean asAsked()
    {
        return note.isEmpty();
    }

    /**
     * The granted CPUs for people.
     *
     * @return such as {@code 0-3}, or {@code unknown}
     */
    public String text()
    {
        return cpus.isEmpty() ? "unknown" : CpuList.format(cpus);
    }
}
