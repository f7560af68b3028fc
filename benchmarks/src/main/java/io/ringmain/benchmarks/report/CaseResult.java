package io.ringmain.benchmarks.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came out of one case.
 *
 * @param name     the case
 * @param unit     of all its figures
 * @param inJson   false for what is shown to people alone
 * @param ringmain our side
 * @param peers    the others, in the order in which they are shown
 */
public record CaseResult(String name, Unit unit, boolean inJson, Contender ringmain, List<Contender> peers)
{
    /**
     * The same by another name.
     *
     * @param other in a table that says what it belongs to
     * @return with the same figures
     */
    public CaseResult called(String other)
    {
        return new CaseResult(other, unit, inJson, ringmain, peers);
    }

    /**
     * How many times better our median is than a peer's.
     *
     * @param peer one of {@link #peers()}
     * @return above 1 when ours is the better
     */
    public double timesBetter(Contender peer)
    {
        return unit.timesBetter(ringmain.spread().median(), peer.spread().median());
    }

    /**
     * Whether what was asked for has been reached, by the medians.
     *
     * @param side our side, or one of the peers
     * @return empty when nothing was asked, or one of the two was not measured
     */
    public Optional<Boolean> reached(Contender side)
    {
        if (side.asked().isEmpty() || !side.wasMeasured() || !ringmain.wasMeasured())
        {
            return Optional.empty();
        }
        double asked = side.asked().getAsDouble();
        if (!side.equals(ringmain))
        {
            return Optional.of(timesBetter(side) >= asked);
        }
        double median = side.spread().median();
        return Optional.of(unit.higherIsBetter() ? median >= asked : median <= asked);
    }

    /**
     * One side's figures.
     *
     * @param name   as in JSON
     * @param spread over the rounds
     * @param waits  the wait policy that it did best with; empty when it has none
     * @param asked  of our side the figure that is asked for, of a peer how many times better we are to be
     * @param forks  the figures that it is the spread of, one a fork, as they came
     */
    public record Contender(String name, Spread spread, String waits, OptionalDouble asked, List<Double> forks)
    {
        /**
         * One side's figures, of which those of each fork are not known.
         *
         * @param name   as in JSON
         * @param spread over the rounds
         * @param waits  the wait policy that it did best with; empty when it has none
         * @param asked  of our side the figure that is asked for, of a peer how many times better we are to be
         */
        public Contender(String name, Spread spread, String waits, OptionalDouble asked)
        {
            this(name, spread, waits, asked, List.of());
        }

        /**
         * A side of which nothing in particular is asked.
         *
         * @param name   as in JSON
         * @param spread over the rounds
         * @param waits  the wait policy that it did best with; empty when it has none
         */
        public Contender(String name, Spread spread, String waits)
        {
            this(name, spread, waits, OptionalDouble.empty());
        }

        /**
         * Whether there is a figure.
         *
         * @return false for one that was left out
         */
        public boolean wasMeasured()
        {
            return !spread.equals(Spread.NONE);
        }
    }
}
