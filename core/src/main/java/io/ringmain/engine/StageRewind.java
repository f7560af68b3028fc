package io.ringmain.engine;

/** A stage asks for its batch again. Without a stack trace. */
final class StageRewind extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final long sequence;

    StageRewind(String stage, long sequence, Throwable cause)
    {
        super("rewind", cause, false, false);
        this.stage = stage;
        this.sequence = sequence;
    }

    String stage()
    {
        return stage;
    }

    long sequence()
    {
        return sequence;
    }
}
