package io.ringmain.benchmarks.machine;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLongArray;

import io.ringmain.benchmarks.report.Unit;

/** Two threads answer each other by two numbers in cache lines of their own: half of a round trip. */
final class HandOver extends Probe
{
    /** Far enough from each other, and from the array's ends, for neighbouring lines that are fetched along. */
    private static final int PING = 32;
    private static final int PONG = 64;
    private static final int LENGTH = 96;

    private final int trips;

    HandOver(int trips)
    {
        super("hand-over", Unit.NANOSECONDS,
                "two spinning threads, a number each, written and awaited in turn: half a round trip");
        this.trips = trips;
    }

    @Override
    double once(Path folder) throws InterruptedException
    {
        AtomicLongArray numbers = new AtomicLongArray(LENGTH);
        Thread other = new Thread(() ->
        {
            for (long i = 1; i <= trips; i++)
            {
                await(numbers, PING, i);
                numbers.setRelease(PONG, i);
            }
        }, "hand-over");
        other.setDaemon(true);
        other.start();
        long beganNs = System.nanoTime();
        for (long i = 1; i <= trips; i++)
        {
            numbers.setRelease(PING, i);
            await(numbers, PONG, i);
        }
        long tookNs = System.nanoTime() - beganNs;
        other.join();
        return tookNs / 2.0 / trips;
    }

    private static void await(AtomicLongArray numbers, int index, long value)
    {
        while (numbers.getAcquire(index) != value)
        {
            Thread.onSpinWait();
        }
    }
}
