package io.ringmain.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.agrona.collections.Long2ObjectHashMap;

import io.ringmain.event.Emitter;
import io.ringmain.window.WindowShape.Session;

/**
 * Hot path: session windows.
 *
 * <p>
 * Invariants between two events: sessions of one key do not overlap; one is waiting to fire exactly when the watermark
 * has not reached its end, and open exactly until the watermark has reached its end plus the lateness. Most events make
 * a session longer; it is left where it is in the heap then, and put right when its old turn comes.
 */
final class SessionWindows<E, A extends Accumulator, R> extends TimedOperator<E, R>
{
    private final Session shape;
    private final WindowFunctions<E, A, R> functions;
    private final Long2ObjectHashMap<OpenSession<A>> newestByKey = new Long2ObjectHashMap<>();
    private final SessionHeap<A> heap = new SessionHeap<>();
    private final Pool<OpenSession<A>> sessions;
    private final SortedKeys keys = new SortedKeys();

    SessionWindows(Session shape, Source<E> source, WindowFunctions<E, A, R> functions)
    {
        super(shape + ", lateness " + functions.lateness(), source);
        this.shape = shape;
        this.functions = functions;
        this.sessions = new Pool<>(() -> new OpenSession<>(functions.create().get()));
    }

    @Override
    boolean counts(E event)
    {
        return functions.where().test(event);
    }

    @Override
    boolean accept(E event, long time, long key, Emitter<R> out)
    {
        long end = time + shape.gap();
        OpenSession<A> newer = null;
        OpenSession<A> session = newestByKey.get(key);
        while (session != null && session.start >= end)
        {
            newer = session;
            session = session.older;
        }
        if (session != null && session.end > time)
        {
            session = extend(session, time, end);
        }
        else if (end + functions.lateness() <= watermark())
        {
            return false;
        }
        else
        {
            session = open(key, time, end, session, newer);
        }
        functions.add().accept(session.accumulator, event);
        if (session.end <= watermark())
        {
            session.fire(functions.result(), out);
        }
        reschedule(session);
        return true;
    }

    @Override
    void onWatermark(long watermark, Emitter<R> out)
    {
        while (heap.size() > 0 && heap.first().due <= watermark)
        {
            OpenSession<A> session = heap.first();
            long due = session.waiting ? session.end : session.end + functions.lateness();
            if (due > session.due)
            {
                heap.move(session, due);
            }
            else if (session.waiting)
            {
                session.waiting = false;
                session.fire(functions.result(), out);
                heap.move(session, session.end + functions.lateness());
            }
            else
            {
                close(session);
            }
        }
    }

    @Override
    public int size()
    {
        return heap.size();
    }

    @Override
    void writeState(DataOutput out) throws IOException
    {
        out.writeInt(heap.size());
        int count = keys.sort(newestByKey);
        for (int i = 0; i < count; i++)
        {
            for (OpenSession<A> s = newestByKey.get(keys.key(i)); s != null; s = s.older)
            {
                s.write(out);
            }
        }
    }

    @Override
    void readState(DataInput in) throws IOException
    {
        while (heap.size() > 0)
        {
            close(heap.first());
        }
        int count = in.readInt();
        OpenSession<A> newer = null;
        for (int i = 0; i < count; i++)
        {
            long key = in.readLong();
            long start = in.readLong();
            long end = in.readLong();
            boolean sameKey = newer != null && newer.key == key;
            newer = open(key, start, end, null, sameKey ? newer : null);
            newer.readRest(in);
            reschedule(newer);
        }
    }

    private OpenSession<A> open(long key, long start, long end, OpenSession<A> older, OpenSession<A> newer)
    {
        OpenSession<A> session = sessions.take();
        session.open(key, start, end);
        session.older = older;
        session.newer = newer;
        if (older != null)
        {
            older.newer = session;
        }
        if (newer == null)
        {
            newestByKey.put(key, session);
        }
        else
        {
            newer.older = session;
        }
        heap.add(session, end);
        return session;
    }

    /** Makes room for an event in the newest session that it belongs to; the earlier ones it touches take that in. */
    private OpenSession<A> extend(OpenSession<A> newest, long time, long end)
    {
        OpenSession<A> session = newest;
        session.end = Math.max(session.end, end);
        while (session.older != null && session.older.end > time)
        {
            OpenSession<A> older = session.older;
            older.end = Math.max(older.end, session.end);
            older.firing = Math.max(older.firing, session.firing);
            functions.merge().accept(older.accumulator, session.accumulator);
            close(session);
            session = older;
        }
        session.start = Math.min(session.start, time);
        return session;
    }

    private void reschedule(OpenSession<A> session)
    {
        session.waiting = session.end > watermark();
        long due = session.waiting ? session.end : session.end + functions.lateness();
        if (due < session.due)
        {
            heap.move(session, due);
        }
    }

    private void close(OpenSession<A> session)
    {
        heap.remove(session);
        if (session.older != null)
        {
            session.older.newer = session.newer;
        }
        if (session.newer != null)
        {
            session.newer.older = session.older;
        }
        else if (session.older != null)
        {
            newestByKey.put(session.key, session.older);
        }
        else
        {
            newestByKey.remove(session.key);
        }
        session.older = null;
        session.newer = null;
        session.accumulator.clear();
        sessions.give(session);
    }
}
