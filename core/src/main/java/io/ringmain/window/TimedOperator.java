package io.ringmain.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import io.ringmain.event.Emitter;

/**
 * Hot path: what every operator does with an event. It moves the watermark first and adds the event then; the other way
 * round would give the same, for an event that moves the watermark is never before it.
 */
abstract class TimedOperator<E, R> implements EventTimeOperator<E, R>
{
    private final String description;
    private final Source<E> source;
    private final Watermark watermark;
    private long lateEvents;

    TimedOperator(String description, Source<E> source)
    {
        this.description = description + ", out of order by " + source.outOfOrder();
        this.source = source;
        this.watermark = new Watermark(source.outOfOrder());
    }

    @Override
    public final void map(E event, long sequence, Emitter<R> out)
    {
        long time = EventTime.checked(source.time().applyAsLong(event));
        boolean counts = counts(event);
        long key = counts ? source.key().applyAsLong(event) : 0;

        if (watermark.advance(time))
        {
            onWatermark(watermark.value(), out);
        }
        if (counts && !accept(event, time, key, out))
        {
            lateEvents++;
            source.late().onLate(event, sequence);
        }
    }

    /** Whether more than the event's time counts. Called once for each event, before any state changes. */
    abstract boolean counts(E event);

    /** Fires and closes what is due. */
    abstract void onWatermark(long value, Emitter<R> out);

    /** Takes the event in; false when it was too late for anything it belongs to. */
    abstract boolean accept(E event, long time, long key, Emitter<R> out);

    abstract void writeState(DataOutput out) throws IOException;

    /** Replaces what {@link #writeState} wrote; the watermark is already the restored one. */
    abstract void readState(DataInput in) throws IOException;

    @Override
    public final long watermark()
    {
        return watermark.value();
    }

    @Override
    public final long lateEvents()
    {
        return lateEvents;
    }

    @Override
    public final void writeSnapshot(DataOutput out) throws IOException
    {
        out.writeUTF(description);
        out.writeLong(watermark.value());
        out.writeLong(lateEvents);
        writeState(out);
    }

    @Override
    public final void readSnapshot(DataInput in) throws IOException
    {
        String writer = in.readUTF();
        if (!writer.equals(description))
        {
            throw new IOException("the snapshot is of \"" + writer + "\", this operator is \"" + description +
                    "\": configure it as the writer was, or replay from the start");
        }
        watermark.restore(in.readLong());
        lateEvents = in.readLong();
        readState(in);
    }

    @Override
    public final String toString()
    {
        return description;
    }
}
