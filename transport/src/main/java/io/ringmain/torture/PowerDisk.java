package io.ringmain.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A small disk whose power can be lost: an ext4 in a file, mounted by the loop driver. What the file holds is exactly what the
 * file system has sent to its disk; what is only in the memory of the kernel is in the page cache of the mounted file system,
 * and not in the file. So a copy of the file is a disk whose machine lost its power at that moment.
 */
final class PowerDisk implements AutoCloseable
{
    private static final long BYTES = 64 << 20;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int TRIES = 50;
    private static final long LOOK_AGAIN_NS = 100_000_000;
    private static final long COMMAND_S = 30;

    private final Path image;
    private final Path copy;
    private final Path running;
    private final Path found;
    private final List<Path> mounted = new ArrayList<>();

    private PowerDisk(Path directory)
    {
        image = directory.resolve("disk.img");
        copy = directory.resolve("disk-after.img");
        running = directory.resolve("disk");
        found = directory.resolve("disk-after");
    }

    /** Returns null, and tells why, where it is not permitted to mount. */
    static PowerDisk make(Path directory, Consumer<String> why)
    {
        PowerDisk disk = new PowerDisk(directory);
        try
        {
            Files.createDirectories(disk.running);
            Files.createDirectories(disk.found);
            disk.format();
            disk.mount();
            disk.unmount();
            return disk;
        }
        catch (IOException e)
        {
            disk.close();
            why.accept(e.getMessage());
            return null;
        }
    }

    private void format() throws IOException
    {
        Files.deleteIfExists(image);
        run("truncate", "-s", Long.toString(BYTES), image.toString());
        run("mkfs.ext4", "-q", "-F", "-m", "0", "-E", "lazy_itable_init=0,lazy_journal_init=0", image.toString());
    }

    /** A new and empty disk. */
    Path begin() throws IOException
    {
        format();
        mount();
        return running;
    }

    private void mount() throws IOException
    {
        mount(image, running);
    }

    /**
     * Takes what is on the disk now. Whoever writes to it has been stopped; what the kernel itself still writes is waited for by
     * looking twice.
     */
    void losePower() throws IOException
    {
        for (int attempt = 1;; attempt++)
        {
            Files.copy(image, copy, StandardCopyOption.REPLACE_EXISTING);
            if (checksum(image) == checksum(copy))
            {
                return;
            }
            if (attempt == TRIES)
            {
                throw new IOException("The disk " + image + " is never still");
            }
        }
    }

    private static long checksum(Path file) throws IOException
    {
        CRC32C crc = new CRC32C();
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            while (channel.read(chunk.clear()) > 0)
            {
                crc.update(chunk.flip());
            }
        }
        return crc.getValue();
    }

    /** The disk after the power is back; the file system has replayed its own journal. */
    Path powerBack() throws IOException
    {
        mount(copy, found);
        return found;
    }

    private void mount(Path device, Path folder) throws IOException
    {
        run("mount", "-o", "loop", device.toString(), folder.toString());
        mounted.add(folder);
    }

    /** After the writers have ended. */
    void unmount()
    {
        mounted.removeIf(PowerDisk::unmount);
    }

    /** Chronicle lets go of its files a moment after it is closed. */
    private static boolean unmount(Path folder)
    {
        for (int attempt = 0; attempt < TRIES; attempt++)
        {
            if (tryRun("umount", folder.toString()))
            {
                return true;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        return tryRun("umount", "-l", folder.toString());
    }

    private static void run(String... command) throws IOException
    {
        if (!tryRun(command))
        {
            throw new IOException("\"" + String.join(" ", command) + "\" failed, which needs root and a loop device");
        }
    }

    static boolean tryRun(String... command)
    {
        try
        {
            Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(COMMAND_S, TimeUnit.SECONDS) && process.exitValue() == 0;
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

    @Override
    public void close()
    {
        boolean interrupted = Thread.interrupted();
        unmount();
        try
        {
            for (Path file : List.of(image, copy, running, found))
            {
                Files.deleteIfExists(file);
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
