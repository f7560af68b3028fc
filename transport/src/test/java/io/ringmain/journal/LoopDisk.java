package io.ringmain.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Assumptions;

/** An ext4 in a file, mounted by the loop driver; only where that is permitted. */
final class LoopDisk implements AutoCloseable
{
    private static final int TRIES = 100;
    private static final long LOOK_AGAIN_NS = 50_000_000;

    private final Path at;

    private LoopDisk(Path at)
    {
        this.at = at;
    }

    static void format(Path image, int megabytes) throws IOException
    {
        Assumptions.assumeTrue(run("truncate", "-s", megabytes + "m", image.toString()) &&
                run("mkfs.ext4", "-q", "-F", "-m", "0", "-E", "lazy_itable_init=0,lazy_journal_init=0",
                        image.toString()),
                "no mkfs.ext4 here");
    }

    static LoopDisk mount(Path image, Path at) throws IOException
    {
        Files.createDirectories(at);
        Assumptions.assumeTrue(run("mount", "-o", "loop,errors=remount-ro", image.toString(), at.toString()),
                "no right to mount a loop device");
        return new LoopDisk(at);
    }

    Path path()
    {
        return at;
    }

    void remount(String how) throws IOException
    {
        if (!run("mount", "-o", "remount," + how, at.toString()))
        {
            throw new IOException("cannot be remounted: " + at);
        }
    }

    /** Makes the kernel find an error in the file system, which it then permits only to read. */
    void findError() throws IOException
    {
        List<String> mounts = Files.readAllLines(Path.of("/proc/mounts"));
        String device = mounts.stream().map(line -> line.split(" ", -1)).filter(mount -> mount[1].equals(at.toString()))
                .map(mount -> mount[0].replace("/dev/", "")).findAny().orElseThrow();
        Path trigger = Path.of("/sys/fs/ext4", device, "trigger_fs_error");
        Assumptions.assumeTrue(Files.isWritable(trigger), "no " + trigger);
        Files.writeString(trigger, "1");
    }

    static boolean run(String... command)
    {
        try
        {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        }
        catch (IOException e)
        {
            return false;
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Chronicle lets go of its files a moment after it is closed. */
    @Override
    public void close()
    {
        for (int attempt = 0; attempt < TRIES; attempt++)
        {
            if (run("umount", at.toString()))
            {
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        run("umount", "-l", at.toString());
    }
}
