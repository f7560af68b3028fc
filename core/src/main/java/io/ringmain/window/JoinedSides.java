package io.ringmain.window;

import java.util.Objects;

import io.ringmain.state.Snapshottable;

/**
 * A join that lacks only its results.
 *
 * @param <E> the event
 * @param <L> what is kept of a left event
 * @param <T> what is kept of a right event
 */
public final class JoinedSides<E, L extends Snapshottable, T extends Snapshottable>
{
    private final JoinBuilder<E> builder;
    private final SideFunctions<E, L> left;
    private final SideFunctions<E, T> right;

    JoinedSides(JoinBuilder<E> builder, SideFunctions<E, L> left, SideFunctions<E, T> right)
    {
        this.builder = builder;
        this.left = left;
        this.right = right;
    }

    /**
     * Says what goes out for a pair, checks the whole description and makes the operator: one for each stage.
     *
     * @param result fills a result
     * @param <R>    the event of the other ring
     * @return without any events yet
     * @throws IllegalArgumentException when the description cannot work, with every reason
     */
    public <R> EventTimeOperator<E, R> emit(JoinResult<? super L, ? super T, ? super R> result)
    {
        return builder.build(left, right, Objects.requireNonNull(result, "emit"));
    }
}
