package io.ringmain.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import io.ringmain.event.Emitter;

/** Hot path: one key's window, with what it has gathered. Pooled, so that its accumulator is used again. */
sealed class OpenWindow<A extends Accumulator> implements Window permits OpenSession
{
    final A accumulator;
    long key;
    long start;
    long end;
    int firing;

    OpenWindow(A accumulator)
    {
        this.accumulator = accumulator;
    }

    /** Becomes another window. The accumulator was cleared when the former one closed. */
    final void open(long ofKey, long from, long to)
    {
        key = ofKey;
        start = from;
        end = to;
        firing = 0;
    }

    final <R> void fire(WindowResult<? super A, ? super R> result, Emitter<R> out)
    {
        firing++;
        result.fill(this, accumulator, out.next());
    }

    final void write(DataOutput out) throws IOException
    {
        out.writeLong(key);
        out.writeLong(start);
        out.writeLong(end);
        out.writeInt(firing);
        accumulator.writeSnapshot(out);
    }

    /** Reads what {@link #write} wrote after the key, the start and the end. */
    final void readRest(DataInput in) throws IOException
    {
        firing = in.readInt();
        accumulator.readSnapshot(in);
    }

    @Override
    public final long key()
    {
        return key;
    }

    @Override
    public final long start()
    {
        return start;
    }

    @Override
    public final long end()
    {
        return end;
    }

    @Override
    public final int firing()
    {
        return firing;
    }
}
