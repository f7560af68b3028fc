package io.ringmain.engine;

/** Takes every n-th event. Hot path. */
final class TurnSelector<E> implements Selector<E>
{
    private final int member;
    private final int members;

    TurnSelector(int member, int members)
    {
        this.member = member;
        this.members = members;
    }

    @Override
    public boolean takes(E event, long sequence)
    {
        return sequence % members == member;
    }
}
