package io.ringmain.benchmarks.engine;

import java.util.List;
import java.util.Map;

/** From the first line of building to the first event handled by the last stage, as the publisher learns of it. */
final class StartUp
{
    private static final int WARM_AFTER = 20;

    private StartUp()
    {}

    /** In milliseconds: the first in this JVM, and the twentieth. */
    static Map<String, List<Double>> run(Setup setup) throws InterruptedException
    {
        double coldMs = once(setup);
        double warmMs = coldMs;
        for (int i = 1; i < WARM_AFTER; i++)
        {
            warmMs = once(setup);
        }
        return Map.of("cold", List.of(coldMs), "warm", List.of(warmMs));
    }

    private static double once(Setup setup) throws InterruptedException
    {
        long startNs = System.nanoTime();
        Work work = setup.topology().newWork();
        work.expectUpTo(0);
        try (Side side = setup.open(work))
        {
            side.send(0);
            work.await();
            long tookNs = System.nanoTime() - startNs;
            work.check(1);
            return tookNs / 1e6;
        }
    }
}
