package io.ringmain.window;

import io.ringmain.event.Emitter;
import io.ringmain.event.FlatMapper;
import io.ringmain.state.Snapshottable;

/**
 * A stage over event time: a window or a join. It looks at nothing but its events, so the same events in the same order
 * give the same results and the same snapshot.
 *
 * <p>
 * An event whose time or key cannot be told, or whose time is outside -2<sup>62</sup>..2<sup>62</sup>, is an exception
 * that leaves the state untouched. When a later function of the user's throws (one that adds, merges, keeps or fills a
 * result), the state may hold half of an event: halt and restore, rather than retry.
 *
 * <p>
 * Nothing is flushed at the end: what is open when the pipeline closes stays in the state, and a snapshot carries it to
 * the next run. A snapshot is read only by an operator of the same configuration.
 *
 * <p>
 * Threading: for the lane of its stage, or any thread while the pipeline does not run.
 *
 * @param <E> the event
 * @param <R> the event of the other ring
 */
public interface EventTimeOperator<E, R> extends FlatMapper<E, R>, Snapshottable
{
    /**
     * Handles one event: fires what its time makes due, in the order of the ends and then of the keys, and adds it.
     *
     * @param event    only read; what is needed of it later is copied
     * @param sequence its place in its ring, handed on when it is late
     * @param out      takes the results; one event may fire every window that is open
     */
    @Override
    void map(E event, long sequence, Emitter<R> out);

    /**
     * The highest event time seen less the bound on disorder, in the unit of the events.
     *
     * @return {@link Long#MIN_VALUE} before the first event
     */
    long watermark();

    /**
     * How many events came too late for at least one place they belonged to. Part of the state.
     *
     * @return at least 0
     */
    long lateEvents();

    /**
     * How much is held: open windows, open sessions, or the rows that a join keeps.
     *
     * @return at least 0
     */
    int size();
}
