package io.ringmain.benchmarks.latency;

import java.util.ArrayList;
import java.util.List;

/**
 * Which rates are held, one after the other, and what is asked of the highest.
 *
 * @param rates     events a second, from the least to the greatest
 * @param reference one of them, which is held longer
 * @param warmUp    the rate at which the way is made warm, by turns with the least: what waits for longer runs other code
 * @param warmUpMs  for how long, both together
 * @param stepMs    how long a rate is held
 * @param keepNs    the p99.9 that the highest rate must keep
 * @param halvings  how often the gap between a rate that keeps it and one that does not is halved
 */
record Ladder(List<Long> rates, long reference, long warmUp, long warmUpMs, long stepMs, long keepNs, int halvings)
{
    /** How many times as long the reference is held: at 100,000 a second and a second a step, longer than a segment lasts. */
    private static final int REFERENCE_STEPS = 6;
    /** At each rate before it counts, so that whoever adapts has done so. */
    private static final int LEAD_IN_PART = 4;

    long heldMs(long perSecond)
    {
        return perSecond == reference ? REFERENCE_STEPS * stepMs : stepMs;
    }

    long leadInMs()
    {
        return stepMs / LEAD_IN_PART;
    }

    /** About how long all of it takes, in seconds. */
    double seconds()
    {
        long ms = warmUpMs + halvings * (stepMs + leadInMs());
        for (long rate : rates)
        {
            ms += leadInMs() + heldMs(rate);
        }
        return ms / 1e3;
    }

    /** The most events that there can be in all. */
    long mostEvents()
    {
        long events = (warmUp + rates.get(0)) * warmUpMs / 2 / 1_000;
        for (long rate : rates)
        {
            events += rate * (leadInMs() + heldMs(rate)) / 1_000;
        }
        long highest = rates.get(rates.size() - 1);
        return events + 2L * halvings * highest * (leadInMs() + stepMs) / 1_000;
    }

    List<String> words()
    {
        return List.of(String.join(",", rates.stream().map(Object::toString).toList()), Long.toString(reference),
                Long.toString(warmUp), Long.toString(warmUpMs), Long.toString(stepMs), Long.toString(keepNs),
                Integer.toString(halvings));
    }

    static Ladder parse(List<String> words)
    {
        List<Long> rates = new ArrayList<>();
        for (String rate : words.get(0).split(",", -1))
        {
            rates.add(Long.valueOf(rate));
        }
        return new Ladder(rates, Long.parseLong(words.get(1)), Long.parseLong(words.get(2)),
                Long.parseLong(words.get(3)), Long.parseLong(words.get(4)), Long.parseLong(words.get(5)),
                Integer.parseInt(words.get(6)));
    }
}
