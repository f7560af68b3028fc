package io.ringmain.benchmarks.kafka;

/** Carries records from one topic to another, in a side's JVM. */
interface Carrier
{
    /**
     * Carries on until the process ends. What it reads counts as done when the group has committed it.
     *
     * @param job from where, to where, and how
     * @throws Exception when it cannot go on
     */
    void carry(SideJob job) throws Exception;
}
