package io.ringmain.counter;

/** What is counted for every stage. The order is stable: new ones are added at the end. */
public enum StageCounter
{
    /** Events that the stage has been given, those included that it failed on. */
    EVENTS("events", "events that the stage was given", 0),

    /** Batches that the stage was given. */
    BATCHES("batches", "batches that the stage was given", 1),

    /** Events in the largest batch so far. */
    LARGEST_BATCH("largest.batch", "events in the largest batch", 2),

    /** Events that the stage's filter dropped. */
    FILTERED("filtered", "events that the filter dropped", 3),

    /** Events that the stage emitted into another ring. */
    EMITTED("emitted", "events emitted into another ring", 4),

    /**
     * Calls of the stage's code that threw: its handler, filter, mapper or key function, every callback included, and every
     * further try. What became of it makes no difference: a retry or a rewind that helped counts as one that did not. What
     * another stage threw while this one waited for room does not count here.
     */
    FAILURES("failures", "calls that threw", 5),

    /** Further tries, by a retry or a rewind. */
    RETRIES("retries", "further tries after a failure", 6),

    /** Events that the stage failed on and skipped. */
    SKIPPED("skipped", "events skipped after a failure", 7),

    /** Events that the stage failed on and handed to dead letters. */
    DEAD_LETTERED("dead.lettered", "events handed to dead letters", 8),

    /** Batches that took longer than the pipeline's limit for slow batches. */
    SLOW_BATCHES("slow.batches", "batches over the limit", 9);

    private final String label;
    private final String description;
    private final int index;

    StageCounter(String label, String description, int index)
    {
        this.label = label;
        this.description = description;
        this.index = index;
    }

    int index()
    {
        return index;
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
