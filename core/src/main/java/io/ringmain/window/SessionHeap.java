package io.ringmain.window;

import java.util.ArrayList;
import java.util.List;

/** Hot path: sessions by when they are due, then by key; any of them can be moved or removed. */
final class SessionHeap<A extends Accumulator>
{
    private final List<OpenSession<A>> heap = new ArrayList<>();

    int size()
    {
        return heap.size();
    }

    OpenSession<A> first()
    {
        return heap.get(0);
    }

    void add(OpenSession<A> session, long due)
    {
        session.due = due;
        heap.add(session);
        siftUp(heap.size() - 1, session);
    }

    void move(OpenSession<A> session, long due)
    {
        boolean earlier = due < session.due;
        session.due = due;
        if (earlier)
        {
            siftUp(session.place, session);
        }
        else
        {
            siftDown(session.place, session);
        }
    }

    void remove(OpenSession<A> session)
    {
        OpenSession<A> last = heap.remove(heap.size() - 1);
        if (last != session)
        {
            siftDown(session.place, last);
            siftUp(last.place, last);
        }
    }

    private void siftUp(int from, OpenSession<A> session)
    {
        int place = from;
        while (place > 0 && before(session, heap.get((place - 1) >>> 1)))
        {
            put(place, heap.get((place - 1) >>> 1));
            place = (place - 1) >>> 1;
        }
        put(place, session);
    }

    private void siftDown(int from, OpenSession<A> session)
    {
        int place = from;
        int child = 2 * place + 1;
        while (child < heap.size())
        {
            if (child + 1 < heap.size() && before(heap.get(child + 1), heap.get(child)))
            {
                child++;
            }
            if (!before(heap.get(child), session))
            {
                break;
            }
            put(place, heap.get(child));
            place = child;
            child = 2 * place + 1;
        }
        put(place, session);
    }

    private void put(int place, OpenSession<A> session)
    {
        heap.set(place, session);
        session.place = place;
    }

    private boolean before(OpenSession<A> session, OpenSession<A> other)
    {
        return session.due < other.due || (session.due == other.due && session.key < other.key);
    }
}
