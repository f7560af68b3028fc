package io.ringmain.log;

/** A sink cannot take this one record, say for its size. Nothing of it was taken; the sink takes others. */
public final class RecordRefusedException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param why without saying which record; whoever read it knows
     */
    public RecordRefusedException(String why)
    {
        super(why);
    }

    /**
     * The same with the place of the record.
     *
     * @param where in the words of its source
     * @param e     what the sink said
     */
    public RecordRefusedException(String where, RecordRefusedException e)
    {
        super(where + ": " + e.getMessage(), e);
    }
}
