/**
 * {@code ringmain bench machine}: what this machine can do without us, each by the smallest program that shows it, so that a
 * figure of ours can be held against what it cannot be better than.
 *
 * <pre>
 *   Probe                ClockCost       a look at the clock
 *     measure() ──► Reading  ClockGaps       how much of a CPU a thread that never waits does not get
 *                        HandOver        from a core to another
 *                        MemoryCopy      out of the caches' reach
 *                        DiskWrite       one after the other, and on the disk
 *                        DiskForce       until one small write is on the disk
 *                        LoopbackTrip    to another thread and back by TCP
 * </pre>
 */
package io.ringmain.benchmarks.machine;
