package io.ringmain.demo;

/** Flights went in and nothing comes out; the message has the counts that tell where they are. */
public final class StallException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    StallException(String message)
    {
        super(message);
    }
}
