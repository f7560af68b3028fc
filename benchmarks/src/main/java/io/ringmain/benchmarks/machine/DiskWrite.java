package io.ringmain.benchmarks.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

import io.ringmain.benchmarks.report.Unit;

/** A new file of bytes that look random, a megabyte at a time, until the disk has them all. */
final class DiskWrite extends Probe
{
    /** Of one file; there is never more than one. */
    static final long MOST_BYTES = 1L << 30;

    private static final int CHUNK_BYTES = 1 << 20;

    private final long bytes;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);

    DiskWrite(long bytes)
    {
        super("disk", Unit.GIGABYTES_PER_SECOND,
                bytes / (1 << 20) + " MB written to a new file one after the other, and forced");
        this.bytes = bytes;
        SplittableRandom random = new SplittableRandom(1);
        while (chunk.hasRemaining())
        {
            chunk.putLong(random.nextLong());
        }
    }

    @Override
    double once(Path folder) throws IOException
    {
        Path file = folder.resolve("write");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
        {
            long beganNs = System.nanoTime();
            for (long written = 0; written < bytes;)
            {
                chunk.clear();
                written += channel.write(chunk);
            }
            channel.force(true);
            return (double) bytes / (System.nanoTime() - beganNs);
        }
        finally
        {
            Files.deleteIfExists(file);
        }
    }
}
