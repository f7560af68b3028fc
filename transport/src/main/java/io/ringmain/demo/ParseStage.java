package io.ringmain.demo;

import java.util.concurrent.atomic.AtomicLong;

import com.lmax.disruptor.EventHandler;

/**
 * Reads the flight in each event. An event that is none goes to the dead letters with its position and the reason, and
 * bears the reason on, so that later stages pass over it.
 */
public final class ParseStage implements EventHandler<FlightEvent>
{
    private final FlightParser parser = new FlightParser();
    private final DeadLetters deadLetters;
    /** Written by the stage's lane, read by whoever shows progress. */
    private final AtomicLong rejected = new AtomicLong();

    /**
     * A stage without state that counts: its result depends on the event alone.
     *
     * @param deadLetters takes the rejected
     */
    public ParseStage(DeadLetters deadLetters)
    {
        this.deadLetters = deadLetters;
    }

    @Override
    public void onEvent(FlightEvent event, long sequence, boolean endOfBatch)
    {
        event.rejection = parser.parse(event);
        if (event.rejection != null)
        {
            rejected.lazySet(rejected.getPlain() + 1);
            deadLetters.rejected(event);
        }
    }

    /**
     * How many were rejected so far; from any thread.
     *
     * @return a count
     */
    public long rejected()
    {
        return rejected.getAcquire();
    }
}
