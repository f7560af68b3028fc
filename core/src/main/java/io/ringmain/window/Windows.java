package io.ringmain.window;

import java.util.function.ToLongFunction;

import io.ringmain.window.WindowShape.Aligned;
import io.ringmain.window.WindowShape.Session;

/**
 * Where the description of a window begins:
 *
 * <pre>{@code
 * EventTimeOperator<Trade, Bar> bars = Windows.tumbling(60_000)
 *         .time(Trade::timeMs)
 *         .key(Trade::symbolId)
 *         .outOfOrder(2_000)
 *         .lateness(10_000)
 *         .aggregate(Range::new, Range::add)
 *         .emit((window, range, bar) -> bar.set(window, range));
 * }</pre>
 *
 * <p>
 * Every length is in the unit of the events' time.
 */
public final class Windows
{
    private final WindowShape shape;

    private Windows(WindowShape shape)
    {
        this.shape = shape;
    }

    /**
     * Windows of one length, one after the other: {@code [n * length, (n + 1) * length)}, also for negative times.
     *
     * @param length at least 1
     * @return to be given the time
     */
    public static Windows tumbling(long length)
    {
        return new Windows(new Aligned(length, length));
    }

    /**
     * Windows of one length that begin at every multiple of the hop: {@code [n * hop, n * hop + length)}. An event is added
     * to each that it belongs to, about {@code length / hop} of them.
     *
     * @param length at least 1
     * @param hop    at least 1, at most the length
     * @return to be given the time
     */
    public static Windows hopping(long length, long hop)
    {
        return new Windows(new Aligned(length, hop));
    }

    /**
     * A window per burst of events: those of one key that are less than the gap apart, {@code [first, last + gap)}. An
     * event that lies between two sessions may merge them.
     *
     * @param gap at least 1
     * @return to be given the time
     */
    public static Windows session(long gap)
    {
        return new Windows(new Session(gap));
    }

    /**
     * Says when an event happened.
     *
     * @param time the event's time, in a unit of the user's choice, between -2<sup>62</sup> and 2<sup>62</sup>
     * @param <E>  the event
     * @return to be given everything else
     */
    public <E> WindowBuilder<E> time(ToLongFunction<? super E> time)
    {
        return new WindowBuilder<>(shape, time);
    }
}
