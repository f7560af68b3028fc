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
        this(stage, sequence, "", cause);
    }

    private StageFailure(String stage, long sequence, String where, Throwable cause)
    {
        super(describe(stage, sequence, where, cause), cause, false, false);
        this.stage = stage;
        this.sequence = sequence;
    }

    /** Not the handler threw, but the function that tells which shard's an event is. */
    static StageFailure ofKey(String stage, long sequence, Throwable cause)
    {
        return new StageFailure(stage, sequence, " in its key function", cause);
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

    private static String describe(String stage, long sequence, String where, Throwable cause)
    {
        return "stage \"" + stage + "\" failed" + (sequence == NO_SEQUENCE ? "" : " at sequence " + sequence) + where +
                ": " +
                cause;
    }
}
