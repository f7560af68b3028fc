package io.ringmain.window;

import java.util.function.ToLongFunction;

/**
 * Where the description of a join begins:
 *
 * <pre>{@code
 * EventTimeOperator<Trade, Bar> spreads = Joins.within(5_000)
 *         .time(Trade::timeMs)
 *         .key(Trade::symbolId)
 *         .outOfOrder(2_000)
 *         .left(Trade::isBuy, Range::new, Range::add)
 *         .right(Trade::isSell, Range::new, Range::add)
 *         .emit((buy, sell, spread) -> spread.set(buy, sell));
 * }</pre>
 *
 * <p>
 * Each pair of a left and a right event of one key, whose times differ by at most the bound, gives one result, when the
 * later of them arrives; with several partners, in the order of their times, those of one time as they arrived.
 */
public final class Joins
{
    private final long bound;

    private Joins(long bound)
    {
        this.bound = bound;
    }

    /**
     * How far apart the two events of a pair may be.
     *
     * @param bound at least 0, in the unit of the events' time; the bound itself is still near enough
     * @return to be given the time
     */
    public static Joins within(long bound)
    {
        return new Joins(bound);
    }

    /**
     * Says when an event happened.
     *
     * @param time the event's time, in a unit of the user's choice, between -2<sup>62</sup> and 2<sup>62</sup>
     * @param <E>  the event
     * @return to be given everything else
     */
    public <E> JoinBuilder<E> time(ToLongFunction<? super E> time)
    {
        return new JoinBuilder<>(bound, time);
    }
}
