package io.ringmain.journal;

/**
 * A part of a journal. What is not named is as far as the journal goes.
 *
 * @param fromSequence the first record, included; 0 for the first that is kept
 * @param fromTimeNs   leaves out what came before, in ns since 1970; {@link Long#MIN_VALUE} for no such limit
 * @param toSequence   the first record that is no longer part of it; {@link Long#MAX_VALUE} for the end
 * @param toTimeNs     leaves out what came then and later, in ns since 1970; {@link Long#MAX_VALUE} for no such limit
 */
public record JournalRange(long fromSequence, long fromTimeNs, long toSequence, long toTimeNs)
{
    /** All of a journal. */
    public static final JournalRange ALL = new JournalRange(0, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * Begins at a sequence.
     *
     * @param sequence the first
     * @return a copy
     */
    public JournalRange from(long sequence)
    {
        return new JournalRange(sequence, fromTimeNs, toSequence, toTimeNs);
    }

    /**
     * Begins at a time.
     *
     * @param ns since 1970
     * @return a copy
     */
    public JournalRange fromTime(long ns)
    {
        return new JournalRange(fromSequence, ns, toSequence, toTimeNs);
    }

    /**
     * Ends before a sequence.
     *
     * @param sequence the first that is left out
     * @return a copy
     */
    public JournalRange to(long sequence)
    {
        return new JournalRange(fromSequence, fromTimeNs, sequence, toTimeNs);
    }

    /**
     * Ends before a time.
     *
     * @param ns since 1970; what came then is left out
     * @return a copy
     */
    public JournalRange toTime(long ns)
    {
        return new JournalRange(fromSequence, fromTimeNs, toSequence, ns);
    }
}
