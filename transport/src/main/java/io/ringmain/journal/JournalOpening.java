package io.ringmain.journal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a writer found when it opened a journal, and what it did about it.
 *
 * @param firstSequence the first that is kept; 0 unless older ones were trimmed
 * @param lastSequence  the last record's, after which the journal goes on; -1 in an empty journal
 * @param segments      how many files there are
 * @param bytes         how long they are together
 * @param tookNs        how long it took to look, in ns
 * @param findings      what was not as a clean end leaves it; empty for a clean or a new journal
 */
public record JournalOpening(long firstSequence, long lastSequence, int segments, long bytes, long tookNs,
        List<Finding> findings)
{
    private static final double NS_PER_MS = 1e6;

    /** What kind of thing was found. */
    public enum Kind
    {
        /** The last session did not end by closing the journal. */
        UNCLEAN_END,
        /** A segment that was only begun, and held no record, was deleted. */
        SEGMENT_DISCARDED,
        /** What could not have been acknowledged as durable was cut off behind the last whole batch. */
        TAIL_SEALED,
        /** The index was missing or damaged, and was made anew from the segments. */
        INDEX_REBUILT,
        /** Segments before the last one are missing or cut; the journal goes on, but reading will meet that. */
        SEGMENT_MISSING
    }

    /**
     * One thing that was found.
     *
     * @param kind for programs
     * @param text a sentence for people
     */
    public record Finding(Kind kind, String text)
    {}

    /** Takes a copy of the list. */
    public JournalOpening
    {
        findings = List.copyOf(findings);
    }

    /**
     * Whether the journal was as a clean end leaves it.
     *
     * @return true for a new journal, too
     */
    public boolean isClean()
    {
        return findings.isEmpty();
    }

    /**
     * Whether something of a kind was found.
     *
     * @param kind looked for
     * @return true when it is among the findings
     */
    public boolean found(Kind kind)
    {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    /** One line for people. */
    @Override
    public String toString()
    {
        String holds = lastSequence < firstSequence
                ? "no record"
                : "the sequences %d to %d in %d segments of %d bytes".formatted(firstSequence, lastSequence, segments,
                        bytes);
        String found = findings.isEmpty()
                ? " and was closed cleanly"
                : findings.stream().map(Finding::text).collect(Collectors.joining(" ", ". ", ""));
        return "The journal holds %s (looked at in %.1f ms)%s".formatted(holds, tookNs / NS_PER_MS, found);
    }
}
