package io.ringmain.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import io.ringmain.event.Emitter;
import io.ringmain.state.Snapshottable;

/**
 * Hot path: a join of two sides within a bound. A pair goes out when its second event arrives, so a join holds back
 * nothing and the watermark only tells which rows may go.
 */
final class StreamJoin<E, L extends Snapshottable, T extends Snapshottable, R> extends TimedOperator<E, R>
{
    private final long bound;
    private final JoinSide<E, L> left;
    private final JoinSide<E, T> right;
    private final JoinResult<? super L, ? super T, ? super R> result;
    private boolean isLeft;
    private boolean isRight;

    StreamJoin(long bound, Source<E> source, SideFunctions<E, L> left, SideFunctions<E, T> right,
            JoinResult<? super L, ? super T, ? super R> result)
    {
        super("join within " + bound, source);
        this.bound = bound;
        this.left = new JoinSide<>(left, bound);
        this.right = new JoinSide<>(right, bound);
        this.result = result;
    }

    @Override
    boolean counts(E event)
    {
        isLeft = left.has(event);
        isRight = right.has(event);
        return isLeft || isRight;
    }

    @Override
    void onWatermark(long watermark, Emitter<R> out)
    {
        left.onWatermark(watermark);
        right.onWatermark(watermark);
    }

    @Override
    boolean accept(E event, long time, long key, Emitter<R> out)
    {
        if (time < watermark())
        {
            return false;
        }
        L leftRow = isLeft ? left.row(event) : null;
        T rightRow = isRight ? right.row(event) : null;
        if (isLeft)
        {
            joinLeft(leftRow, time, right.rows(key), out);
        }
        if (isRight)
        {
            joinRight(rightRow, time, left.rows(key), out);
        }
        // only now, so that an event of both sides does not meet itself
        if (isLeft)
        {
            left.add(time, key, leftRow);
        }
        if (isRight)
        {
            right.add(time, key, rightRow);
        }
        return true;
    }

    private void joinLeft(L row, long time, JoinRows<T> partners, Emitter<R> out)
    {
        if (partners == null)
        {
            return;
        }
        for (int i = partners.firstFrom(time - bound); i < partners.end() && partners.time(i) <= time + bound; i++)
        {
            result.fill(row, partners.row(i), out.next());
        }
    }

    private void joinRight(T row, long time, JoinRows<L> partners, Emitter<R> out)
    {
        if (partners == null)
        {
            return;
        }
        for (int i = partners.firstFrom(time - bound); i < partners.end() && partners.time(i) <= time + bound; i++)
        {
            result.fill(partners.row(i), row, out.next());
        }
    }

    @Override
    public int size()
    {
        return left.size() + right.size();
    }

    @Override
    void writeState(DataOutput out) throws IOException
    {
        left.write(out);
        right.write(out);
    }

    @Override
    void readState(DataInput in) throws IOException
    {
        left.read(in);
        right.read(in);
    }
}
