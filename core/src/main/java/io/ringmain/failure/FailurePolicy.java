package io.ringmain.failure;

import java.time.Duration;

/**
 * What happens when a stage's handler throws an exception for an event. An {@link Error}, an interrupt, and whatever a
 * callback other than {@code onEvent} throws always halt.
 *
 * <pre>
 *   halt                      the pipeline stops; everybody gets the first cause
 *   skip                      the stages behind do not see the event; counted
 *   dead letter               as skip, and the event is handed over with the cause
 *   retry n times, then ...   the same event again, after a pause that doubles; then one of the above
 *   rewind n times            the whole batch again, when a rewindable handler throws the Disruptor's RewindableException
 * </pre>
 *
 * @param <E> the event
 */
public sealed interface FailurePolicy<E>
{
    /** The longest pause between two tries. */
    Duration MAX_PAUSE = Duration.ofSeconds(1);

    /**
     * Stops the pipeline; the default.
     *
     * @param <E> the event
     */
    record Halt<E>() implements FailurePolicy<E>
    {}

    /**
     * Drops the event for the stages behind.
     *
     * @param <E> the event
     */
    record Skip<E>() implements FailurePolicy<E>
    {}

    /**
     * Hands the event over, then drops it for the stages behind.
     *
     * @param letters where to
     * @param <E>     the event
     */
    record ToDeadLetters<E>(DeadLetters<? super E> letters) implements FailurePolicy<E>
    {}

    /**
     * Calls the handler again with the same event.
     *
     * @param times      how often, at least once
     * @param firstPause before the first; each later one is twice as long, up to {@link #MAX_PAUSE}
     * @param then       what happens when the last try fails too
     * @param <E>        the event
     */
    record Retry<E>(int times, Duration firstPause, FailurePolicy<E> then) implements FailurePolicy<E>
    {}

    /**
     * Gives the handler its whole batch again when it throws {@code com.lmax.disruptor.RewindableException}; halts when it
     * throws anything else, or when the last rewind fails too. Set by {@code rewindable(...)}, since no other handler can
     * throw that.
     *
     * @param times how often for one batch, at least once
     * @param pause before each
     * @param <E>   the event
     */
    record Rewind<E>(int times, Duration pause) implements FailurePolicy<E>
    {}

    /**
     * The pipeline stops.
     *
     * @param <E> the event
     * @return the policy
     */
    static <E> FailurePolicy<E> halt()
    {
        return new Halt<>();
    }

    /**
     * The stages behind do not see the event.
     *
     * @param <E> the event
     * @return the policy
     */
    static <E> FailurePolicy<E> skip()
    {
        return new Skip<>();
    }

    /**
     * The event is handed over, and the stages behind do not see it.
     *
     * @param letters where to
     * @param <E>     the event
     * @return the policy
     */
    static <E> FailurePolicy<E> deadLetter(DeadLetters<? super E> letters)
    {
        return new ToDeadLetters<>(letters);
    }

    /**
     * The same event again, then a halt.
     *
     * @param times      how often
     * @param firstPause before the first; doubles
     * @param <E>        the event
     * @return the policy
     */
    static <E> FailurePolicy<E> retry(int times, Duration firstPause)
    {
        return retry(times, firstPause, halt());
    }

    /**
     * The same event again, then another policy.
     *
     * @param times      how often
     * @param firstPause before the first; doubles
     * @param then       halt, skip or dead letter
     * @param <E>        the event
     * @return the policy
     */
    static <E> FailurePolicy<E> retry(int times, Duration firstPause, FailurePolicy<E> then)
    {
        return new Retry<>(times, firstPause, then);
    }

    /**
     * Whether the stages behind may miss an event because of this.
     *
     * @return true for skip, dead letter, and a retry that ends in one
     */
    default boolean drops()
    {
        return this instanceof Skip || this instanceof ToDeadLetters ||
                (this instanceof Retry<E> retry && retry.then().drops());
    }
}
