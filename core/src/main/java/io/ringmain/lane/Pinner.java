package io.ringmain.lane;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Asks for a mask, then believes only what the kernel says. Cold path; every method is about the calling thread. */
final class Pinner
{
    private final KernelFiles files;
    private final MaskSetter setter;
    private final Optional<NavigableSet<Integer>> original;

    /** Remembers the mask of the process as it is now. */
    Pinner(KernelFiles files, MaskSetter setter)
    {
        this.files = files;
        this.setter = setter;
        original = ThreadMask.ofProcess(files);
    }

    Granted pin(int cpu)
    {
        return move(OptionalInt.of(cpu), new TreeSet<>(List.of(cpu)), "asked for CPU " + cpu);
    }

    Granted unpin()
    {
        if (original.isEmpty())
        {
            return new Granted(OptionalInt.empty(), List.of(),
                    "cannot tell where it runs: /proc/self/status is not readable");
        }
        return move(OptionalInt.empty(), original.get(), "asked for any of CPUs " + CpuList.format(original.get()));
    }

    private Granted move(OptionalInt asked, NavigableSet<Integer> wanted, String wish)
    {
        // most threads never inherited a pin: they need no native code
        if (ThreadMask.ofThisThread(files).equals(Optional.of(wanted)))
        {
            return new Granted(asked, List.copyOf(wanted), "");
        }
        String refusal = setter.set(wanted);
        NavigableSet<Integer> got = ThreadMask.ofThisThread(files).orElse(new TreeSet<>());
        String note = "";
        if (!refusal.isEmpty())
        {
            note = wish + ", not granted: " + refusal;
        }
        else if (got.isEmpty())
        {
            note = wish + ", granted for all that is known: /proc/thread-self/status cannot be read back";
        }
        else if (!got.equals(wanted))
        {
            note = wish + ", not granted: the kernel lets it run on " + CpuList.format(got);
        }
        return new Granted(asked, List.copyOf(got), note);
    }
}
