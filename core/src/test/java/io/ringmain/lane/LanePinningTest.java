package io.ringmain.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import net.openhft.affinity.Affinity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On real threads of this machine; every one of them is thrown away, so that no other test runs pinned. */
@EnabledOnOs(OS.LINUX)
class LanePinningTest
{
    private static final KernelFiles FILES = KernelFiles.ofThisMachine();

    private final NavigableSet<Integer> all = ThreadMask.ofProcess(FILES).orElseThrow();
    private final int last = all.last();

    @Test
    void shouldRunOnOneCpuWhenPinned() throws Exception
    {
        Granted granted = on(Thread::new, () -> LanePinning.pin(last));

        assertEquals(new Granted(OptionalInt.of(last), List.of(last), ""), granted);
    }

    @Test
    void shouldPinWhenTheThreadsNameIsCutInsideACharacter() throws Exception
    {
        Granted granted = on(work -> new Thread(work, "abcdefghijklmn\u00e9\u00e9/lane"), () -> LanePinning.pin(last));

        assertEquals("", granted.note());
    }

    @Test
    void shouldSayWhatTheKernelSaidWhenThereIsNoSuchCpu() throws Exception
    {
        Granted granted = on(Thread::new, () -> LanePinning.pin(1_000));

        assertTrue(granted.note().startsWith("asked for CPU 1000, not granted: "), granted::note);
        assertEquals(List.copyOf(all), granted.cpus());
    }

    @Test
    void shouldRefuseWhenTheNumberIsNoCpu() throws Exception
    {
        for (int cpu : new int[] {-1, 1_000_000})
        {
            Granted granted = on(Thread::new, () -> LanePinning.pin(cpu));

            assertEquals("asked for CPU " + cpu + ", not granted: affinity can name CPUs 0-1023, not " + cpu,
                    granted.note());
        }
    }

    @Test
    void shouldInheritThePinWhenAPinnedThreadStartsAPlainOne() throws Exception
    {
        NavigableSet<Integer> child = on(Thread::new, () ->
        {
            LanePinning.pin(last);
            return on(Thread::new, LanePinningTest::mask);
        });

        assertEquals(new TreeSet<>(List.of(last)), child, "the reason why unpinned exists");
    }

    @Test
    void shouldRunAnywhereWhenAPinnedThreadStartsAnUnpinnedOne() throws Exception
    {
        NavigableSet<Integer> child = on(Thread::new, () ->
        {
            LanePinning.pin(last);
            return on(LanePinning.unpinnedThreads(Thread::new), LanePinningTest::mask);
        });

        assertEquals(all, child);
    }

    @Test
    void shouldRunAnywhereWhenUnpinnedAgain() throws Exception
    {
        Granted granted = on(Thread::new, () ->
        {
            LanePinning.pin(last);
            return LanePinning.unpin();
        });

        assertEquals(new Granted(OptionalInt.empty(), List.copyOf(all), ""), granted);
    }

    @Test
    void shouldSayWhatIsMissingWhenAffinityIsNotOnTheClassPath() throws Exception
    {
        String note = noteWhenOnly(LanePinning.class);

        assertEquals("asked for CPU 1023, not granted: affinity is not on the class path: add net.openhft:affinity",
                note);
    }

    @Test
    void shouldSayWhatIsMissingWhenAffinityIsThereWithoutJna() throws Exception
    {
        String note = noteWhenOnly(LanePinning.class, Affinity.class);

        assertEquals(
                "asked for CPU 1023, not granted: affinity is on the class path, but not JNA, which it needs: add " +
                        "net.java.dev.jna:jna",
                note);
    }

    /** Asks for a pin in a class path of its own, which holds the jars of these classes and no more. */
    private static String noteWhenOnly(Class<?>... types) throws Exception
    {
        URL[] jars = new URL[types.length];
        for (int i = 0; i < types.length; i++)
        {
            jars[i] = types[i].getProtectionDomain().getCodeSource().getLocation();
        }
        try (URLClassLoader alone = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader()))
        {
            Object granted = alone.loadClass(LanePinning.class.getName()).getMethod("pin", int.class).invoke(null,
                    1_023);
            return (String) granted.getClass().getMethod("note").invoke(granted);
        }
    }

    private static NavigableSet<Integer> mask()
    {
        return ThreadMask.ofThisThread(FILES).orElseThrow();
    }

    private static <T> T on(ThreadFactory threads, Callable<T> work) throws Exception
    {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = threads.newThread(task);
        thread.start();
        try
        {
            return task.get(30, TimeUnit.SECONDS);
        }
        finally
        {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        }
    }
}
