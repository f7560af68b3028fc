package io.ringmain.journal;

/** What a journal does when its disk has no room for another segment. Nothing is acknowledged then, whatever is chosen. */
public enum WhenFull
{
    /**
     * The lane waits, and goes on without a gap when there is room again. The ring fills meanwhile, so publishers wait, or
     * are told that it is full, by their own choice.
     */
    WAIT,
    /** The stage fails with a {@link JournalFullException}; its failure policy decides what becomes of the pipeline. */
    FAIL
}
