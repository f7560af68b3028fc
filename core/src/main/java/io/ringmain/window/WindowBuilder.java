package io.ringmain.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Describes a window. Nothing is checked before {@link WindowAggregation#emit}, which reports all problems together. Not
 * thread-safe.
 *
 * @param <E> the event
 */
public final class WindowBuilder<E>
{
    private final WindowShape shape;
    private final ToLongFunction<? super E> time;
    private ToLongFunction<? super E> key = event -> 0;
    private Predicate<? super E> where = event -> true;
    private LateHandler<? super E> late = (event, sequence) ->
    {};
    private long outOfOrder;
    private long lateness;

    WindowBuilder(WindowShape shape, ToLongFunction<? super E> time)
    {
        this.shape = shape;
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Gives each key windows of its own. The watermark is one for all keys.
     *
     * @param function the event's key; 0 for all by default
     * @return this
     */
    public WindowBuilder<E> key(ToLongFunction<? super E> function)
    {
        this.key = Objects.requireNonNull(function, "key");
        return this;
    }

    /**
     * Adds only some events to windows. Of the others the time counts, so they can serve as a heartbeat: they make due what
     * would otherwise wait for the next event.
     *
     * @param condition what an event must meet; all do by default
     * @return this
     */
    public WindowBuilder<E> where(Predicate<? super E> condition)
    {
        this.where = Objects.requireNonNull(condition, "where");
        return this;
    }

    /**
     * How far behind the highest time seen an event may be and still be on time: the watermark stays that far back.
     *
     * @param bound at least 0, in the unit of the events' time; 0 by default
     * @return this
     */
    public WindowBuilder<E> outOfOrder(long bound)
    {
        this.outOfOrder = bound;
        return this;
    }

    /**
     * How long a window stays open after the watermark has passed its end. Each event that it gets meanwhile makes it fire
     * again at once.
     *
     * @param bound at least 0, in the unit of the events' time; 0 by default
     * @return this
     */
    public WindowBuilder<E> lateness(long bound)
    {
        this.lateness = bound;
        return this;
    }

    /**
     * Who gets the events that at least one of their windows was closed for; they are counted in any case.
     *
     * @param handler called once for each
     * @return this
     */
    public WindowBuilder<E> onLate(LateHandler<? super E> handler)
    {
        this.late = Objects.requireNonNull(handler, "onLate");
        return this;
    }

    /**
     * What a tumbling or hopping window gathers.
     *
     * @param create makes an empty accumulator; all are equal
     * @param add    adds an event to it, in the order of arrival, which need not be that of time
     * @param <A>    the accumulator
     * @return to be told what to emit
     */
    public <A extends Accumulator> WindowAggregation<E, A> aggregate(Supplier<? extends A> create,
            BiConsumer<? super A, ? super E> add)
    {
        return new WindowAggregation<>(this, create, add, null);
    }

    /**
     * What a session gathers; or any window, which then has no use for the merge.
     *
     * @param create makes an empty accumulator; all are equal
     * @param add    adds an event to it, in the order of arrival, which need not be that of time
     * @param merge  adds the second accumulator, of a later session, to the first; the second is cleared then
     * @param <A>    the accumulator
     * @return to be told what to emit
     */
    public <A extends Accumulator> WindowAggregation<E, A> aggregate(Supplier<? extends A> create,
            BiConsumer<? super A, ? super E> add, BiConsumer<? super A, ? super A> merge)
    {
        return new WindowAggregation<>(this, create, add, Objects.requireNonNull(merge, "merge"));
    }

    <A extends Accumulator, R> EventTimeOperator<E, R> build(WindowAggregation<E, A> aggregation,
            WindowResult<? super A, ? super R> result)
    {
        Source<E> source = new Source<>(time, key, outOfOrder, late);
        WindowFunctions<E, A, R> functions = new WindowFunctions<>(where, aggregation.create(), aggregation.add(),
                aggregation.merge(), result, lateness);
        List<String> problems = new ArrayList<>();
        shape.check(problems);
        source.check(problems);
        EventTime.check("lateness", lateness, 0, problems);
        if (shape instanceof WindowShape.Session && aggregation.merge() == null)
        {
            problems.add("sessions merge, but nothing says how two accumulators do: aggregate(create, add, merge)");
        }
        EventTime.rejectIfAny(shape.toString(), problems);
        if (shape instanceof WindowShape.Aligned aligned)
        {
            return new AlignedWindows<>(aligned, source, functions);
        }
        return new SessionWindows<>((WindowShape.Session) shape, source, functions);
    }
}
