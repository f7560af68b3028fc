package io.ringmain.counter;

/** What is counted for every ring. The order is stable: new ones are added at the end. */
public enum RingCounter
{
    /** Sequences that were published, abandoned ones included. */
    PUBLISHED("published", "events published"),

    /** Events that {@code publishOrDrop} turned away because the ring was full. Whom another call turned away still has the event. */
    DROPPED("dropped", "events turned away by a full ring"),

    /** Slots that were claimed and then given up, because filling them failed. */
    ABANDONED("abandoned", "claimed slots that could not be filled"),

    /** How often a publisher had to wait for room, or, far ahead on a large ring, for fast stages to catch up. */
    BLOCKED("blocked", "times a publisher waited for room, or for fast stages"),

    /** How long publishers have waited for these, in nanoseconds, added up over all of them. */
    BLOCKED_NS("blocked.ns", "nanoseconds that publishers waited for room, or for fast stages");

    private final String label;
    private final String description;

    RingCounter(String label, String description)
    {
        this.label = label;
        this.description = description;
    }

    /**
     * A name for metrics.
     *
     * @return lower case, words joined by dots
     */
    public String label()
    {
        return label;
    }

    /**
     * A few words for people.
     *
     * @return without a full stop
     */
    public String description()
    {
        return description;
    }
}
