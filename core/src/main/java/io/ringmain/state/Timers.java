package io.ringmain.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

import org.agrona.collections.Long2LongHashMap;

/**
 * Timers that know no clock: time is what {@link #advanceTo} is told, which a stage takes from its events. So a replay
 * fires the same timers at the same events. They fire in the order of their deadlines, and those of one deadline in the
 * order in which they were scheduled.
 *
 * <p>
 * Hot path: a binary heap over primitive arrays, which allocates only when more timers are pending than ever before. (A
 * timer wheel would be faster, but fires those of one tick in any order.) Deadlines are any {@code long}, in the user's
 * own unit. Not thread-safe: for the stage that owns it.
 */
public final class Timers implements Snapshottable
{
    private static final int INITIAL_CAPACITY = 16;
    private static final long MISSING = -1;

    /** Where a timer's fields are; its place in the heap changes, its slot does not. */
    private final Long2LongHashMap slotsById = new Long2LongHashMap(MISSING);

    private long[] deadlines = new long[INITIAL_CAPACITY];
    private long[] payloads = new long[INITIAL_CAPACITY];
    private long[] ids = new long[INITIAL_CAPACITY];
    private int[] places = new int[INITIAL_CAPACITY];

    /** Slots: in {@code [0, size)} a heap by deadline, then id; behind it the free ones. */
    private int[] heap = new int[INITIAL_CAPACITY];
    private int size;
    private long nextId;
    private long now = Long.MIN_VALUE;

    /** Without any timers, before all time. */
    public Timers()
    {
        number(0);
    }

    /**
     * Adds a timer. One whose deadline has passed already fires with the next {@link #advanceTo}; when scheduled by a
     * {@link TimerHandler}, with the one that is under way.
     *
     * @param deadline when it is due
     * @param payload  handed to the handler: a key, say
     * @return what {@link #cancel} takes: counts from 0, never used twice, the same after a restore
     */
    public long schedule(long deadline, long payload)
    {
        return insert(deadline, payload, nextId++);
    }

    /**
     * Removes a timer that has not fired.
     *
     * @param timerId what {@link #schedule} returned
     * @return whether it was still pending
     */
    public boolean cancel(long timerId)
    {
        long slot = slotsById.get(timerId);
        if (slot == MISSING)
        {
            return false;
        }
        removeAt(places[(int) slot]);
        return true;
    }

    /**
     * Moves the time on and fires what is due: every timer with a deadline up to and including the time, also those that
     * the handler schedules meanwhile. Time does not go back: an earlier one than before counts as the former.
     *
     * @param time    the new time
     * @param handler called for each; when it throws, its timer is gone and the later ones are still pending
     * @return how many fired
     */
    public int advanceTo(long time, TimerHandler handler)
    {
        now = Math.max(now, time);
        int fired = 0;
        while (size > 0 && deadlines[heap[0]] <= now)
        {
            int slot = heap[0];
            long deadline = deadlines[slot];
            long payload = payloads[slot];
            long id = ids[slot];
            removeAt(0);
            fired++;
            handler.onTimer(deadline, payload, id);
        }
        return fired;
    }

    /**
     * The latest time that {@link #advanceTo} was told.
     *
     * @return {@link Long#MIN_VALUE} before the first
     */
    public long now()
    {
        return now;
    }

    /**
     * How many timers are pending.
     *
     * @return at least 0
     */
    public int size()
    {
        return size;
    }

    /** Forgets every timer and the time; ids are counted from 0 again. */
    public void clear()
    {
        size = 0;
        slotsById.clear();
        nextId = 0;
        now = Long.MIN_VALUE;
    }

    @Override
    public void writeSnapshot(DataOutput out) throws IOException
    {
        long[] sorted = pendingIds();
        Arrays.sort(sorted);
        out.writeLong(now);
        out.writeLong(nextId);
        out.writeInt(size);
        for (long id : sorted)
        {
            int slot = (int) slotsById.get(id);
            out.writeLong(id);
            out.writeLong(deadlines[slot]);
            out.writeLong(payloads[slot]);
        }
    }

    @Override
    public void readSnapshot(DataInput in) throws IOException
    {
        clear();
        long readNow = in.readLong();
        long readNextId = in.readLong();
        int pending = in.readInt();
        for (int i = 0; i < pending; i++)
        {
            long id = in.readLong();
            long deadline = in.readLong();
            insert(deadline, in.readLong(), id);
        }
        now = readNow;
        nextId = readNextId;
    }

    private long[] pendingIds()
    {
        long[] pending = new long[size];
        for (int place = 0; place < size; place++)
        {
            pending[place] = ids[heap[place]];
        }
        return pending;
    }

    private long insert(long deadline, long payload, long id)
    {
        if (size == heap.length)
        {
            grow();
        }
        int slot = heap[size];
        deadlines[slot] = deadline;
        payloads[slot] = payload;
        ids[slot] = id;
        slotsById.put(id, slot);
        siftUp(size++, slot);
        return id;
    }

    private void removeAt(int place)
    {
        int slot = heap[place];
        slotsById.remove(ids[slot]);
        int last = heap[--size];
        heap[size] = slot;
        if (place < size)
        {
            siftDown(place, last);
            if (heap[place] == last)
            {
                siftUp(place, last);
            }
        }
    }

    private void siftUp(int from, int slot)
    {
        int place = from;
        while (place > 0)
        {
            int parent = (place - 1) >>> 1;
            if (!before(slot, heap[parent]))
            {
                break;
            }
            put(place, heap[parent]);
            place = parent;
        }
        put(place, slot);
    }

    private void siftDown(int from, int slot)
    {
        int place = from;
        int child = 2 * place + 1;
        while (child < size)
        {
            if (child + 1 < size && before(heap[child + 1], heap[child]))
            {
                child++;
            }
            if (!before(heap[child], slot))
            {
                break;
            }
            put(place, heap[child]);
            place = child;
            child = 2 * place + 1;
        }
        put(place, slot);
    }

    private void put(int place, int slot)
    {
        heap[place] = slot;
        places[slot] = place;
    }

    private boolean before(int slot, int other)
    {
        return deadlines[slot] < deadlines[other] || (deadlines[slot] == deadlines[other] && ids[slot] < ids[other]);
    }

    private void grow()
    {
        int capacity = 2 * heap.length;
        deadlines = Arrays.copyOf(deadlines, capacity);
        payloads = Arrays.copyOf(payloads, capacity);
        ids = Arrays.copyOf(ids, capacity);
        places = Arrays.copyOf(places, capacity);
        heap = Arrays.copyOf(heap, capacity);
        number(size);
    }

    /** Marks the slots from here on as free. */
    private void number(int from)
    {
        for (int slot = from; slot < heap.length; slot++)
        {
            heap[slot] = slot;
        }
    }
}
