package io.ringmain.engine;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.dsl.ProducerType;

import io.ringmain.counter.RingStats;
import io.ringmain.latency.BatchStamps;

/**
 * One ring and what belongs to it. Immutable but for its parts.
 *
 * @param <E> the event
 */
public final class RingUnit<E>
{
    /** Has the numbers that are free; never catches up. */
    private static final Sequence NOBODY = new Sequence(Long.MIN_VALUE);

    private final String name;
    private final boolean singlePublisher;
    private final RingBuffer<E> ring;
    private final Sequence cursor;
    private final E[] events;
    private final BatchStamps stamps;
    private final DroppedSlots abandoned;
    private final Gate gate = new Gate();
    /** At the number of each loop at the head of the ring, what it has handled; replaced as a whole when one comes or goes. */
    private volatile Sequence[] heads = {};
    // several publishers may count at once, all of them on a path that waits or fails anyway
    private final LongAdder droppedEvents = new LongAdder();
    private final LongAdder abandonedEvents = new LongAdder();
    private final LongAdder blocked = new LongAdder();
    private final LongAdder blockedNs = new LongAdder();

    /**
     * Fills the slots.
     *
     * @param name            the ring's
     * @param capacity        slots, a power of two
     * @param events          makes what lives in them
     * @param singlePublisher one thread alone will ever publish
     */
    public RingUnit(String name, int capacity, EventFactory<E> events, boolean singlePublisher)
    {
        this.name = name;
        this.singlePublisher = singlePublisher;
        PollingWaitStrategy waits = new PollingWaitStrategy();
        ring = RingBuffer.create(singlePublisher ? ProducerType.SINGLE : ProducerType.MULTI, events, capacity, waits);
        cursor = waits.cursorOf(ring);
        this.events = allOf(name, ring);
        stamps = new BatchStamps(capacity);
        abandoned = new DroppedSlots(capacity);
    }

    /**
     * The ring's name.
     *
     * @return as in the graph
     */
    public String name()
    {
        return name;
    }

    /**
     * Whether one thread alone may publish.
     *
     * @return false: any number
     */
    public boolean singlePublisher()
    {
        return singlePublisher;
    }

    /**
     * The Disruptor's own.
     *
     * @return the ring
     */
    public RingBuffer<E> ring()
    {
        return ring;
    }

    /**
     * The last sequence that was published, or with several publishers claimed. The one publisher that counts its claims
     * itself publishes by setting it, as the Disruptor's sequencer would: nobody is to be woken, since nobody blocks. Nobody
     * else sets it, and such a ring is never filled through the sequencer, which would not know.
     *
     * @return the ring's own
     */
    public Sequence cursor()
    {
        return cursor;
    }

    /**
     * The events of the ring, the one of a sequence at the sequence's low bits: an array whose length is seen costs no check
     * of bounds.
     *
     * @return not to be changed
     */
    public E[] events()
    {
        return events;
    }

    /**
     * Where publishers leave the time.
     *
     * @return the one of this ring
     */
    public BatchStamps stamps()
    {
        return stamps;
    }

    /**
     * What the ring's one publisher passes for each claim.
     *
     * @return the one of this ring
     */
    public Gate gate()
    {
        return gate;
    }

    /**
     * Where publishers mark slots that could not be filled.
     *
     * @return the one of this ring
     */
    public DroppedSlots abandoned()
    {
        return abandoned;
    }

    /**
     * Whether a loop at the head of the ring has handled all that there was. While such a loop naps between its looks, it
     * would date what comes next too early by its whole nap, so the publisher stamps that. A loop that is busy, or waits for
     * a CPU with work before it, dates events by its last turn.
     *
     * @param sequence the last that was published
     * @return false while every head lags behind
     */
    public boolean hasCaughtUp(long sequence)
    {
        for (Sequence head : heads)
        {
            if (head.get() >= sequence)
            {
                return true;
            }
        }
        return false;
    }

    /**
     * Says whether a loop at the head of the ring naps; see {@link BatchStamps#want}. Its lane, when that changes.
     *
     * @param reader the loop's number
     * @param naps   whether its looks are far apart
     */
    void want(int reader, boolean naps)
    {
        stamps.want(reader, naps);
        gate.shut();
    }

    /** In an array of their own class, when they have one. */
    @SuppressWarnings("unchecked") // as the ring itself holds them
    private static <E> E[] allOf(String name, RingBuffer<E> ring)
    {
        Object[] all = IntStream.range(0, ring.getBufferSize()).mapToObj(ring::get).toArray();
        if (Arrays.asList(all).contains(null))
        {
            throw new IllegalArgumentException(
                    "ring \"" + name + "\": its factory of events made null; each slot needs an event");
        }
        Class<?> first = all[0].getClass();
        boolean oneClass = Arrays.stream(all).allMatch(event -> event.getClass() == first);
        return oneClass
                ? (E[]) Arrays.copyOf(all, all.length, (Class<? extends Object[]>) first.arrayType())
                : (E[]) all;
    }

    /** It gets the lowest number that no other has. */
    void addHead(Sequence head)
    {
        Sequence[] now = heads;
        int free = numberOf(NOBODY);
        Sequence[] more = Arrays.copyOf(now, free < 0 ? now.length + 1 : now.length);
        more[free < 0 ? now.length : free] = head;
        heads = more;
    }

    void removeHead(Sequence head)
    {
        heads = Arrays.stream(heads).map(other -> other == head ? NOBODY : other).toArray(Sequence[]::new);
    }

    /** Of a loop at the head of the ring; -1 for any other. */
    int numberOf(Sequence head)
    {
        // a sequence equals itself alone
        return Arrays.asList(heads).indexOf(head);
    }

    /** Counts an event that was turned away. Any thread. */
    public void turnedAway()
    {
        droppedEvents.increment();
    }

    /** Counts a slot that was given up. Any thread. */
    public void gaveUp()
    {
        abandonedEvents.increment();
    }

    /**
     * Counts a wait for room. Any thread.
     *
     * @param timeNs how long it took
     */
    public void blocked(long timeNs)
    {
        blocked.increment();
        blockedNs.add(timeNs);
    }

    /**
     * The last sequence that all its stages have handled.
     *
     * @return -1 before the first
     */
    public long handled()
    {
        return ring.getMinimumGatingSequence();
    }

    /**
     * Everything counted.
     *
     * @return at this moment
     */
    public RingStats stats()
    {
        long handled = handled();
        long published = ring.getCursor();
        return new RingStats(name, ring.getBufferSize(), published + 1, Math.max(0, published - handled),
                droppedEvents.sum(), abandonedEvents.sum(), blocked.sum(), blockedNs.sum());
    }
}
