package io.ringmain.node;

/** The state of a partition cannot be rebuilt: what it came from is gone. Nothing is handled rather than wrongly. */
public final class StateGoneException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    StateGoneException(String message)
    {
        super(message);
    }
}
