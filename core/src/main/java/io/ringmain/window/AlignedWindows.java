package io.ringmain.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import io.ringmain.event.Emitter;
import io.ringmain.window.WindowShape.Aligned;

/**
 * Hot path: tumbling and hopping windows.
 *
 * <p>
 * Invariants between two events: a slice has fired exactly when the watermark has reached its end, and is open exactly
 * until the watermark has reached its end plus the lateness. Hence neither needs to be in the snapshot.
 */
final class AlignedWindows<E, A extends Accumulator, R> extends TimedOperator<E, R>
{
    private final Aligned shape;
    private final WindowFunctions<E, A, R> functions;
    private final Slices<A> slices = new Slices<>();
    private final Pool<OpenWindow<A>> windows;
    private final SortedKeys keys = new SortedKeys();
    private int firedSlices;
    private int size;

    AlignedWindows(Aligned shape, Source<E> source, WindowFunctions<E, A, R> functions)
    {
        super(shape + ", lateness " + functions.lateness(), source);
        this.shape = shape;
        this.functions = functions;
        this.windows = new Pool<>(() -> new OpenWindow<>(functions.create().get()));
    }

    @Override
    boolean counts(E event)
    {
        return functions.where().test(event);
    }

    @Override
    boolean accept(E event, long time, long key, Emitter<R> out)
    {
        boolean inTime = true;
        for (long start = shape.firstStart(time); start <= time; start += shape.hop())
        {
            long end = start + shape.length();
            if (end + functions.lateness() <= watermark())
            {
                inTime = false;
                continue;
            }
            OpenWindow<A> window = window(start, key);
            functions.add().accept(window.accumulator, event);
            if (end <= watermark())
            {
                window.fire(functions.result(), out);
            }
        }
        return inTime;
    }

    @Override
    void onWatermark(long watermark, Emitter<R> out)
    {
        while (firedSlices < slices.count() && slices.get(firedSlices).end <= watermark)
        {
            Slice<A> slice = slices.get(firedSlices++);
            int count = keys.sort(slice.windows);
            for (int i = 0; i < count; i++)
            {
                slice.windows.get(keys.key(i)).fire(functions.result(), out);
            }
        }
        int closed = 0;
        while (closed < firedSlices && slices.get(closed).end + functions.lateness() <= watermark)
        {
            closed++;
        }
        close(closed);
    }

    @Override
    public int size()
    {
        return size;
    }

    @Override
    void writeState(DataOutput out) throws IOException
    {
        out.writeInt(size);
        for (int i = 0; i < slices.count(); i++)
        {
            Slice<A> slice = slices.get(i);
            int count = keys.sort(slice.windows);
            for (int k = 0; k < count; k++)
            {
                slice.windows.get(keys.key(k)).write(out);
            }
        }
    }

    @Override
    void readState(DataInput in) throws IOException
    {
        close(slices.count());
        firedSlices = 0;
        int count = in.readInt();
        for (int i = 0; i < count; i++)
        {
            long key = in.readLong();
            long start = in.readLong();
            in.readLong(); // the end, which the shape tells
            window(start, key).readRest(in);
        }
    }

    private OpenWindow<A> window(long start, long key)
    {
        int before = slices.count();
        Slice<A> slice = slices.at(start, shape.length());
        if (slices.count() > before && slice.end <= watermark())
        {
            firedSlices++; // had there been anything in it, it would have fired
        }
        OpenWindow<A> window = slice.windows.get(key);
        if (window == null)
        {
            window = windows.take();
            window.open(key, slice.start, slice.end);
            slice.windows.put(key, window);
            size++;
        }
        return window;
    }

    private void close(int count)
    {
        for (int i = 0; i < count; i++)
        {
            for (OpenWindow<A> window : slices.get(i).windows.values())
            {
                window.accumulator.clear();
                windows.give(window);
                size--;
            }
        }
        slices.dropFirst(count);
        firedSlices -= count;
    }
}
