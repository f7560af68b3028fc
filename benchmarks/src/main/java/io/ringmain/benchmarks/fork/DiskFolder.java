package io.ringmain.benchmarks.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;

import io.ringmain.benchmarks.BenchException;

/**
 * The folder in which all forks write, one after the other, each in a fresh one within. It is removed in the end.
 * Threading: one thread, but {@link #remove()} also at the end of the process. What the disk refuses is an
 * {@link UncheckedIOException}.
 */
public final class DiskFolder
{
    private static final int CHUNK_BYTES = 1 << 20;
    private static final double MB = 1e6;
    private static final double GB = 1e9;
    private static final int TRIES = 5;

    private final Path folder;
    private int forks;

    private DiskFolder(Path folder)
    {
        this.folder = folder;
    }

    /**
     * On the disk of the checkout, most likely, and where nothing is committed.
     *
     * @return the folder of the benchmarks' jar
     */
    public static Path besideTheJar()
    {
        try
        {
            return Path.of(DiskFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getParent();
        }
        catch (URISyntaxException e)
        {
            throw new BenchException("the folder of the benchmarks' jar cannot be found; give one with --dir");
        }
    }

    /**
     * Makes it within a folder that exists.
     *
     * @param parent on the disk to be measured
     * @return a new folder there
     * @throws BenchException when nothing can be written there
     */
    public static DiskFolder in(Path parent)
    {
        Path folder = parent.toAbsolutePath().normalize().resolve("ringmain-bench-" + ProcessHandle.current().pid());
        try
        {
            Files.createDirectory(folder);
        }
        catch (IOException e)
        {
            // a mistyped path may lie on another disk, so none is made
            String why = Files.isDirectory(parent) ? e.toString() : "it is no folder that exists";
            throw new BenchException(
                    "nothing can be written to " + parent + ": " + why +
                            "; give a folder on the disk to be measured with --dir");
        }
        return new DiskFolder(folder);
    }

    /**
     * Fails when there is less room than a fork may need.
     *
     * @param bytes that it may need
     * @param what  needs them
     * @throws BenchException when there are fewer
     */
    public void require(long bytes, String what)
    {
        long free = freeBytes();
        if (free < bytes)
        {
            throw new BenchException(String.format(Locale.ROOT,
                    "%s needs %.1f GB of disk and %s has %.1f GB free; make room, give another disk with --dir, or leave the case out (--case)",
                    what, bytes / GB, folder.getParent(), free / GB));
        }
    }

    /**
     * Where the next fork writes.
     *
     * @return a path at which there is nothing yet
     */
    public Path next()
    {
        return folder.resolve("fork-" + ++forks);
    }

    /** Removes what forks left, and waits until the disk has heard of it, so that the next one does not pay for it. */
    public void clear()
    {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder))
        {
            for (Path child : children)
            {
                remove(child);
            }
            force(folder);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes all of it. */
    public void remove()
    {
        // whoever is being killed may still add a file
        for (int i = 0; i < TRIES && Files.exists(folder); i++)
        {
            try
            {
                remove(folder);
            }
            catch (IOException e)
            {
                // once more
            }
        }
    }

    /**
     * Removes a file, or a folder with all that it holds.
     *
     * @param path one that need not exist
     * @throws IOException when it cannot be removed
     */
    public static void remove(Path path) throws IOException
    {
        if (Files.isDirectory(path))
        {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path))
            {
                for (Path child : children)
                {
                    remove(child);
                }
            }
        }
        try
        {
            Files.delete(path);
        }
        catch (NoSuchFileException e)
        {
            // so much the better
        }
    }

    /**
     * What a disk is called and what it can do, without us: zeroes written to a file and forced.
     *
     * @param conditions to add it to
     * @param probeBytes how many zeroes
     */
    public void describe(Map<String, String> conditions, long probeBytes)
    {
        try
        {
            FileStore store = Files.getFileStore(folder);
            conditions.put("disk", String.format(Locale.ROOT, "%s, %s, %.1f GB of %.1f GB free, at %s", store.type(),
                    store.name(), store.getUsableSpace() / GB, store.getTotalSpace() / GB, shown(folder.getParent())));
            Path probe = folder.resolve("probe");
            long startNs = System.nanoTime();
            fill(probe, probeBytes);
            double seconds = (System.nanoTime() - startNs) / 1e9;
            conditions.put("disk speed", String.format(Locale.ROOT,
                    "%.0f MB/s (%.0f MB of zeroes written one after the other and forced)",
                    probeBytes / MB / seconds, probeBytes / MB));
            remove(probe);
            force(folder);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /** From the checkout on, where it lies in there: what is published does not tell where that is. */
    private static Path shown(Path parent)
    {
        Path checkout = besideTheJar().resolve("../..").normalize();
        return parent.startsWith(checkout) ? checkout.relativize(parent) : parent;
    }

    private long freeBytes()
    {
        try
        {
            return Files.getFileStore(folder).getUsableSpace();
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A new file of zeroes, on disk when this returns.
     *
     * @param file  one that does not exist
     * @param bytes its length
     */
    public static void fill(Path file, long bytes)
    {
        ByteBuffer zeroes = ByteBuffer.allocateDirect(CHUNK_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
        {
            for (long left = bytes; left > 0;)
            {
                zeroes.clear().limit((int) Math.min(CHUNK_BYTES, left));
                left -= channel.write(zeroes);
            }
            channel.force(true);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until a file or a folder is on disk.
     *
     * @param path of either
     */
    public static void force(Path path)
    {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ))
        {
            channel.force(true);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
