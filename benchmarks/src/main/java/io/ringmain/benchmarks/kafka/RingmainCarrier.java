package io.ringmain.benchmarks.kafka;

/** Ringmain: three stages that each read a record and add up, or one that counts keys. */
final class RingmainCarrier implements Carrier
{
    @Override
    public void carry(SideJob job)
    {
        // the one place where the node is plugged in; see SideJob for what it is told
        throw new UnsupportedOperationException("the node is not among the sides yet; leave it out with --side");
    }
}
