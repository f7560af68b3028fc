/**
 * Lanes, threads that run one or more stages: how they idle, how many there can be, and where they run.
 *
 * <pre>
 *   /proc, /sys --&gt; CpuTopology --+
 *   stages ----&gt; Unplaced --------+--&gt; Placement ----+--&gt; LaneReport
 *   manual lanes --&gt; PlacedLane --+    (PlacedLane)  |    asked and granted
 *                                                    |
 *                     each lane's thread: LanePinning --&gt; Granted
 * </pre>
 *
 * Everything is an immutable description but {@link io.ringmain.lane.LanePinning}, which acts on the thread that calls it;
 * the engine makes the agents that run. Cold path throughout. Depends on Agrona's idle strategies and, if it is on the class
 * path, on OpenHFT Affinity. The only package of core that reads files, and only those in which the kernel describes the
 * CPUs.
 */
package io.ringmain.lane;
