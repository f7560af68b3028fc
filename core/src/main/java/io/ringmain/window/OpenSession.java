package io.ringmain.window;

/** Hot path: a session, linked to its neighbours of the same key and placed in a {@link SessionHeap}. */
final class OpenSession<A extends Accumulator> extends OpenWindow<A>
{
    OpenSession<A> older;
    OpenSession<A> newer;

    /** Not fired since it last changed: it is due at its end, otherwise to be closed when lateness is over. */
    boolean waiting;

    /** What the heap sorts by: never later than when it is really due. */
    long due;
    int place;

    OpenSession(A accumulator)
    {
        super(accumulator);
    }
}
