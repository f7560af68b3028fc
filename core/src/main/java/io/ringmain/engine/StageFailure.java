package io.ringmain.engine;

import io.ringmain.failure.PipelineFailedException;

/**
 * A handler threw: which stage, at which sequence; the cause is what it threw. Or something failed that is no stage's.
 * Without a stack trace of its own.
 */
public final class StageFailure extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /** The sequence of a failure outside of any event. */
    public static final long NO_SEQUENCE = -1;

    private final String stage;
    private final long sequence;

    StageFailure(String stage, long sequence, Throwable cause)
    {
        this("stage \"" + stage + "\"", stage, sequence, cause);
    }

    private StageFailure(String what, String name, long sequence, Throwable cause)
    {
        super(what + " failed" + (sequence == NO_SEQUENCE ? "" : " at sequence " + sequence) + ": " + cause, cause,
                false, false);
        this.stage = name;
        this.sequence = sequence;
    }

    /**
     * For a caller, with the caller's stack trace.
     *
     * @param pipeline that has halted because of this
     * @return a new exception, with the same cause
     */
    public PipelineFailedException halted(String pipeline)
    {
        return new PipelineFailedException("pipeline \"" + pipeline + "\" has halted: " + getMessage(), getCause());
    }

    /** Of a lane, outside its handlers: an interrupt, an error of the loop itself. */
    static StageFailure ofLane(String lane, Throwable cause)
    {
        return new StageFailure("lane \"" + lane + "\"", lane, NO_SEQUENCE, cause);
    }

    /** Of whoever starts the lanes. */
    static StageFailure ofStart(Throwable cause)
    {
        return new StageFailure("the start", "start", NO_SEQUENCE, cause);
    }

    /**
     * Which stage.
     *
     * @return its name; the lane's, or {@code start}, when it was no stage's
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
}
