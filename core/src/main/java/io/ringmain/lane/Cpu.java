package io.ringmain.lane;

/**
 * One logical CPU, as the kernel numbers and describes it.
 *
 * @param id       its number, as asked for when pinning
 * @param core     the lowest CPU number on its physical core: two CPUs of one core are SMT siblings, share its execution
 *                 units and its first caches, and slow each other down; {@link #UNKNOWN} when the kernel does not tell
 * @param socket   the physical package, or {@link #UNKNOWN}
 * @param node     the NUMA node whose memory is near, or {@link #UNKNOWN}
 * @param isolated taken from the scheduler at boot ({@code isolcpus}): only a thread that asks for it by number runs there
 */
public record Cpu(int id, int core, int socket, int node, boolean isolated)
{
    /** In the place of a number that could not be read. */
    public static final int UNKNOWN = -1;
}
