package io.ringmain.lane;

import java.util.BitSet;
import java.util.NavigableSet;

import net.openhft.affinity.Affinity;
import net.openhft.affinity.impl.NullAffinity;

/**
 * Sets masks through OpenHFT Affinity, where that is on the class path; the only class that knows it. Nothing of it is
 * loaded before the first call: it starts JNA, which unpacks and loads native code.
 */
final class OpenHftAffinity implements MaskSetter
{
    /** It always passes masks of 1,024 bits. */
    private static final int LAST = 1_023;

    @Override
    public String set(NavigableSet<Integer> cpus)
    {
        if (!present("net.openhft.affinity.Affinity"))
        {
            return "affinity is not on the class path: add net.openhft:affinity";
        }
        // without it Affinity would log a warning and then do nothing
        if (!present("com.sun.jna.Native"))
        {
            return "affinity is on the class path, but not JNA, which it needs: add net.java.dev.jna:jna";
        }
        try
        {
            return Calls.set(cpus);
        }
        catch (LinkageError e)
        {
            return "affinity cannot be used: " + e;
        }
    }

    private static boolean present(String name)
    {
        try
        {
            Class.forName(name, false, OpenHftAffinity.class.getClassLoader());
            return true;
        }
        catch (ClassNotFoundException | LinkageError e)
        {
            return false;
        }
    }

    /** Apart, so that the verifier of the outer class asks for nothing that may be missing. */
    private static final class Calls
    {
        static String set(NavigableSet<Integer> cpus)
        {
            if (Affinity.getAffinityImpl() == NullAffinity.INSTANCE)
            {
                return "affinity could not load its native code: can JNA unpack into " +
                        System.getProperty("java.io.tmpdir") + " and run from there?";
            }
            if (cpus.first() < 0 || cpus.last() > LAST)
            {
                return "affinity can name CPUs 0-" + LAST + ", not " + CpuList.format(cpus);
            }
            BitSet mask = new BitSet();
            cpus.forEach(mask::set);
            try
            {
                Affinity.setAffinity(mask);
                return "";
            }
            catch (RuntimeException e)
            {
                // foreign code; on Linux an IllegalStateException with errno: 22 is a CPU that the cpuset excludes
                return String.valueOf(e.getMessage());
            }
        }
    }
}
