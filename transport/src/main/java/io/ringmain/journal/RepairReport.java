package io.ringmain.journal;

import java.util.List;

/**
 * What a repair did, or would do.
 *
 * @param before  what was wrong
 * @param actions what was done about it, a sentence each, in order; empty when there was nothing to do
 * @param lost    the records that are gone for good, as the index says now
 * @param dryRun  whether nothing was changed
 */
public record RepairReport(JournalReport before, List<String> actions, List<JournalDamage> lost, boolean dryRun)
{
    /** Takes copies of the lists. */
    public RepairReport
    {
        actions = List.copyOf(actions);
        lost = List.copyOf(lost);
    }
}
