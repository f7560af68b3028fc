package io.ringmain.benchmarks.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import io.ringmain.benchmarks.report.Unit;

/** How long until one small write to a file that is long enough would survive a power loss: the median of many. */
final class DiskForce extends Probe
{
    private static final int PAGE_BYTES = 4096;

    private final int times;

    DiskForce(int times)
    {
        super("force", Unit.NANOSECONDS, "4 KB written over old ones and forced (fdatasync): the median of " + times);
        this.times = times;
    }

    @Override
    double once(Path folder) throws IOException
    {
        Path file = folder.resolve("force");
        long[] tookNs = new long[times];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
        {
            ByteBuffer page = ByteBuffer.allocateDirect(PAGE_BYTES);
            for (int i = 0; i < times; i++)
            {
                channel.write(page.clear(), (long) i * PAGE_BYTES);
            }
            channel.force(true);
            for (int i = 0; i < times; i++)
            {
                page.putLong(0, i + 1);
                long beganNs = System.nanoTime();
                channel.write(page.clear(), (long) i * PAGE_BYTES);
                channel.force(false);
                tookNs[i] = System.nanoTime() - beganNs;
            }
        }
        finally
        {
            Files.deleteIfExists(file);
        }
        Arrays.sort(tookNs);
        return tookNs[times / 2];
    }
}
