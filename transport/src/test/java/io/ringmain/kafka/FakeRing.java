package io.ringmain.kafka;

import java.util.function.Consumer;

import io.ringmain.pipeline.Publisher;

/** A ring of slots under one lock, with one reader. It can be told to refuse, as a pipeline does that has failed. */
final class FakeRing implements Publisher<Note>
{
    private final Note[] slots;
    private long published;
    private long consumed;
    private RuntimeException refusal;

    FakeRing(int capacity)
    {
        slots = new Note[capacity];
        for (int i = 0; i < capacity; i++)
        {
            slots[i] = new Note();
        }
    }

    synchronized void refuse(RuntimeException why)
    {
        refusal = why;
    }

    /** Hands the next event over, if there is one, and frees its slot when that has returned. */
    synchronized boolean poll(Consumer<Note> reader)
    {
        if (consumed == published)
        {
            return false;
        }
        reader.accept(slots[(int) (consumed % slots.length)]);
        consumed++;
        return true;
    }

    synchronized long published()
    {
        return published;
    }

    @Override
    public synchronized boolean tryPublish(Consumer<? super Note> fill)
    {
        if (refusal != null)
        {
            throw refusal;
        }
        if (published - consumed == slots.length)
        {
            return false;
        }
        fill.accept(slots[(int) (published % slots.length)]);
        published++;
        return true;
    }

    @Override
    public void publish(Consumer<? super Note> fill)
    {
        throw new UnsupportedOperationException("a bridge must not wait in the ring");
    }

    @Override
    public boolean publish(Consumer<? super Note> fill, long timeoutNs)
    {
        throw new UnsupportedOperationException("a bridge must not wait in the ring");
    }

    @Override
    public boolean publishOrDrop(Consumer<? super Note> fill)
    {
        throw new UnsupportedOperationException("a bridge must lose nothing");
    }

    @Override
    public long claim(int count, long timeoutNs)
    {
        throw new UnsupportedOperationException("a bridge must not wait in the ring");
    }

    @Override
    public void abandon(long sequence)
    {
        throw new UnsupportedOperationException("nothing was claimed");
    }

    @Override
    public long claim(int count)
    {
        throw new UnsupportedOperationException("a bridge must not wait in the ring");
    }

    @Override
    public long tryClaim(int count)
    {
        throw new UnsupportedOperationException("what was claimed could not be given back");
    }

    @Override
    public Note event(long sequence)
    {
        throw new UnsupportedOperationException("nothing was claimed");
    }

    @Override
    public void commit(long first, int count)
    {
        throw new UnsupportedOperationException("nothing was claimed");
    }
}
