package io.ringmain.window;

/** An event of the tests. */
record Tick(long time, long key, long value)
{
    static Tick at(long time, long key, long value)
    {
        return new Tick(time, key, value);
    }

    /** In the tests of joins the sign tells the side; 0 is neither. */
    boolean isLeft()
    {
        return value > 0;
    }

    boolean isRight()
    {
        return value < 0;
    }
}
