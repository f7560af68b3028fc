package io.ringmain.engine;

/** A handler threw: which stage, at which sequence; the cause is what it threw. Without a stack trace of its own. */
public final class StageFailure extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /** The sequence of a failure outside of any event. */
    public static final long NO_SEQUENCE = -1;

    private final String stage;
    private final long sequence;

    StageFailure(String stage, long sequence, Throwable cause)
    {
        super(describe(stage, sequence, cause), cause, false, false);
        this.stage = stage;
        this.sequence = sequence;
    }

    /**
     * Which stage.
     *
     * @return its name
     */
    public String stage()
    {
        return stage;
    }

    /**
     * At which event.
     *
     * @return its sequence, or {@link #NO_SEQUENCE}
     */
    public long sequence()
    {
        return sequence;
    }

    private static String describe(String stage, long sequence, Throwable cause)
    {
        return "stage \"" + stage + "\" failed" + (sequence == NO_SEQUENCE ? "" : " at sequence " + sequence) + ": " +
                cause;
    }
}
