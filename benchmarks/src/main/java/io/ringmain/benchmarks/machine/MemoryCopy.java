package io.ringmain.benchmarks.machine;

import java.nio.ByteBuffer;
import java.nio.file.Path;

import io.ringmain.benchmarks.report.Unit;

/** Copies more than most caches hold; a larger one is what is measured then. Each byte is read and written, and counts once. */
final class MemoryCopy extends Probe
{
    private static final int BYTES = 48 << 20;

    private final int copies;
    private ByteBuffer from;
    private ByteBuffer to;

    MemoryCopy(int copies)
    {
        super("memory", Unit.GIGABYTES_PER_SECOND,
                "48 MB copied to another 48 MB outside the heap by one thread; a byte counts once");
        this.copies = copies;
    }

    @Override
    double once(Path folder)
    {
        if (from == null)
        {
            from = ByteBuffer.allocateDirect(BYTES);
            to = ByteBuffer.allocateDirect(BYTES);
        }
        long beganNs = System.nanoTime();
        for (int i = 0; i < copies; i++)
        {
            to.clear().put(from.clear());
        }
        return (double) BYTES * copies / (System.nanoTime() - beganNs);
    }
}
