package io.ringmain.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How far the one publisher of a ring may claim without looking up, and the way for others to make it look up: one
 * comparison a claim stands for room, an open intake, and lanes that do not nap. Hot path.
 *
 * <p>
 * Owner: the publisher, which alone opens. Others, who must be noticed, change what they have to say first and shut the gate
 * then. Readers: the publisher, plainly: the fence in the reading of the publisher's own
 * count of claims keeps the JIT from using an old value again.
 * Invariants: a change that was made before a {@link #shut} is seen by the publisher, or the gate stays shut: the publisher
 * opens first and looks then, both in the order of volatile accesses. Progress: wait-free.
 */
public final class Gate
{
    private static final VarHandle LIMIT;
    private static final long SHUT = Long.MIN_VALUE;

    static
    {
        try
        {
            LIMIT = MethodHandles.lookup().findVarHandle(Gate.class, "limit", long.class);
        }
        catch (ReflectiveOperationException e)
        {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long limit = SHUT;

    /**
     * The last sequence that may be claimed without looking up.
     *
     * @return less than any sequence while it is shut
     */
    public long limit()
    {
        return limit;
    }

    /**
     * Lets the publisher pass. The publisher alone; it looks at what others may have to say after this.
     *
     * @param lastSequence that it may claim
     */
    public void open(long lastSequence)
    {
        LIMIT.setVolatile(this, lastSequence);
    }

    /** Makes the publisher look up at its next claim. Any thread. */
    public void shut()
    {
        LIMIT.setVolatile(this, SHUT);
    }
}
