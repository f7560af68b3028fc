package io.ringmain.window;

import java.util.Arrays;

/** Hot path: the rows of one key on one side, by time, those of one time as they arrived. */
final class JoinRows<T>
{
    private static final int INITIAL_CAPACITY = 8;

    private long[] times = new long[INITIAL_CAPACITY];
    private Object[] rows = new Object[INITIAL_CAPACITY];
    private int head;
    private int tail;

    boolean isEmpty()
    {
        return head == tail;
    }

    /** The index of the first row; {@link #end} is one behind the last. */
    int begin()
    {
        return head;
    }

    int end()
    {
        return tail;
    }

    long time(int index)
    {
        return times[index];
    }

    @SuppressWarnings("unchecked")
    T row(int index)
    {
        return (T) rows[index];
    }

    /** The index of the first row that is not before the time. */
    int firstFrom(long time)
    {
        int low = head;
        int high = tail;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (times[middle] < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    void add(long time, T row)
    {
        if (tail == rows.length)
        {
            makeRoom();
        }
        int index = tail++;
        while (index > head && times[index - 1] > time)
        {
            times[index] = times[index - 1];
            rows[index] = rows[index - 1];
            index--;
        }
        times[index] = time;
        rows[index] = row;
    }

    T removeFirst()
    {
        T first = row(head);
        rows[head++] = null;
        if (head == tail)
        {
            head = 0;
            tail = 0;
        }
        return first;
    }

    /** Moves the rows to the front when that frees half of the room, so that a move pays for as many additions. */
    private void makeRoom()
    {
        int count = tail - head;
        if (head < rows.length / 2)
        {
            times = Arrays.copyOf(times, 2 * times.length);
            rows = Arrays.copyOf(rows, 2 * rows.length);
            return;
        }
        System.arraycopy(times, head, times, 0, count);
        System.arraycopy(rows, head, rows, 0, count);
        Arrays.fill(rows, head, tail, null);
        head = 0;
        tail = count;
    }
}
