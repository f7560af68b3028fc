package io.ringmain.transfer;

/** Waits by advancing the clock. */
final class ManualTime implements Waiting
{
    long nowNs = 1_000;
    long waitedNs;

    @Override
    public long nanoTime()
    {
        return nowNs;
    }

    @Override
    public void until(long ns)
    {
        about(ns);
    }

    @Override
    public void about(long ns)
    {
        waitedNs += Math.max(0, ns - nowNs);
        nowNs = Math.max(nowNs, ns);
    }
}
