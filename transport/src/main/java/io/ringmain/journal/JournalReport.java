package io.ringmain.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@link JournalVerifier} found.
 *
 * @param directory     of the journal
 * @param firstSequence the first that is kept
 * @param lastSequence  of the last record, or the last that a repair gave up; one before the first when there is none
 * @param records       how many could be read
 * @param segments      how many files were read
 * @param bytes         how many bytes they have
 * @param encrypted     whether there is an encrypted batch
 * @param decrypted     whether the records were looked at, and not only the checksums over what is encrypted
 * @param damages       records and bytes that are not as they were written, in the order of the journal
 * @param findings      what else is wrong: with the index, or Chronicle's metadata
 * @param notes         what is worth knowing and not wrong
 * @param tookNs        how long it took, in ns
 */
public record JournalReport(Path directory, long firstSequence, long lastSequence, long records, int segments,
        long bytes, boolean encrypted, boolean decrypted, List<JournalDamage> damages, List<String> findings,
        List<String> notes, long tookNs)
{
    /** Takes copies of the lists. */
    public JournalReport
    {
        damages = List.copyOf(damages);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /**
     * Whether everything is as it was written.
     *
     * @return true without damage and findings
     */
    public boolean isClean()
    {
        return damages.isEmpty() && findings.isEmpty();
    }
}
