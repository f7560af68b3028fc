package io.ringmain.cli;

import java.util.List;

import io.ringmain.journal.JournalDamage;

/**
 * What reading all of a journal came to.
 *
 * @param name    of the journal, as it was asked for
 * @param first   the first sequence that was read, -1 for none
 * @param last    the last one, -1 for none
 * @param records how many could be read, and are as they were written
 * @param bytes   of all segments
 * @param parts   how many segments there are
 * @param tookNs  how long it took, in ns
 * @param damages in order
 */
record Verification(String name, long first, long last, long records, long bytes, int parts, long tookNs,
        List<JournalDamage> damages)
{
    boolean isClean()
    {
        return damages.isEmpty();
    }

    /** How many records are known to be lost. */
    long lost()
    {
        return damages.stream().mapToLong(JournalDamage::lost).filter(count -> count > 0).sum();
    }

    /** Whether there may be more of them than is known. */
    boolean mayHaveLostMore()
    {
        return damages.stream().anyMatch(damage -> damage.lost() == JournalDamage.UNKNOWN);
    }
}
