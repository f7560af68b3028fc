package io.ringmain.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import io.ringmain.state.Snapshottable;

/**
 * Describes a join. Nothing is checked before {@link JoinedSides#emit}, which reports all problems together. Not
 * thread-safe.
 *
 * @param <E> the event
 */
public final class JoinBuilder<E>
{
    private final long bound;
    private final ToLongFunction<? super E> time;
    private ToLongFunction<? super E> key = event -> 0;
    private LateHandler<? super E> late = (event, sequence) ->
    {};
    private long outOfOrder;

    JoinBuilder(long bound, ToLongFunction<? super E> time)
    {
        this.bound = bound;
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * What both events of a pair have in common. Called only for events of a side.
     *
     * @param function the event's key; 0 for all by default
     * @return this
     */
    public JoinBuilder<E> key(ToLongFunction<? super E> function)
    {
        this.key = Objects.requireNonNull(function, "key");
        return this;
    }

    /**
     * How far behind the highest time seen an event may be: what is kept, is kept that much longer. An event further behind
     * is late and joins nothing.
     *
     * @param limit at least 0, in the unit of the events' time; 0 by default
     * @return this
     */
    public JoinBuilder<E> outOfOrder(long limit)
    {
        this.outOfOrder = limit;
        return this;
    }

    /**
     * Who gets the late events; they are counted in any case.
     *
     * @param handler called once for each
     * @return this
     */
    public JoinBuilder<E> onLate(LateHandler<? super E> handler)
    {
        this.late = Objects.requireNonNull(handler, "onLate");
        return this;
    }

    /**
     * The left side. An event of neither side counts only with its time; one of both sides joins others on either side, but
     * not itself.
     *
     * @param side   which events belong to it
     * @param create makes an empty row
     * @param keep   sets every field of a row, which had another use before, from the event
     * @param <L>    what is kept of an event
     * @return to be given the right side
     */
    public <L extends Snapshottable> LeftSide<E, L> left(Predicate<? super E> side, Supplier<? extends L> create,
            BiConsumer<? super L, ? super E> keep)
    {
        return new LeftSide<>(this, new SideFunctions<>(side, create, keep));
    }

    <L extends Snapshottable, T extends Snapshottable, R> EventTimeOperator<E, R> build(SideFunctions<E, L> left,
            SideFunctions<E, T> right, JoinResult<? super L, ? super T, ? super R> result)
    {
        Source<E> source = new Source<>(time, key, outOfOrder, late);
        List<String> problems = new ArrayList<>();
        EventTime.check("within", bound, 0, problems);
        source.check(problems);
        EventTime.rejectIfAny("join within " + bound, problems);
        return new StreamJoin<>(bound, source, left, right, result);
    }
}
