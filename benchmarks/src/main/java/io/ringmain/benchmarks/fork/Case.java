package io.ringmain.benchmarks.fork;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import io.ringmain.benchmarks.report.Unit;

/**
 * A question that is answered by one figure for each side.
 *
 * @param name     as shown and in JSON
 * @param group    what {@code --case} calls it together with others that come from the same forks
 * @param metric   which of a fork's figures answers it
 * @param unit     of that figure
 * @param inJson   false for what is shown to people but is too much a matter of chance to compare
 * @param ringmain our side
 * @param peers    the others
 * @param <R>      what a fork runs
 */
public record Case<R extends Run>(String name, String group, String metric, Unit unit, boolean inJson,
        Contestant<R> ringmain, List<Contestant<R>> peers)
{
    boolean isCalled(String wanted)
    {
        return name.equals(wanted) || group.equals(wanted);
    }

    Stream<Contestant<R>> sides()
    {
        return Stream.concat(Stream.of(ringmain), peers.stream());
    }

    /** All that has to run to answer it; with names, as far as these sides are concerned. */
    Stream<R> runs(Collection<String> wantedSides)
    {
        return sides().filter(side -> wantedSides.isEmpty() || wantedSides.contains(side.name()))
                .flatMap(side -> side.candidates().stream());
    }

    /**
     * One side.
     *
     * @param name       as shown and in JSON
     * @param candidates one for each wait policy worth trying; the best median counts
     * @param asked      of our side the figure that is asked for, of a peer how many times better we are to be
     * @param <R>        what a fork runs
     */
    public record Contestant<R extends Run>(String name, List<R> candidates, OptionalDouble asked)
    {
        /**
         * A side of which nothing in particular is asked.
         *
         * @param name       as shown and in JSON
         * @param candidates one for each wait policy worth trying
         */
        public Contestant(String name, List<R> candidates)
        {
            this(name, candidates, OptionalDouble.empty());
        }
    }
}
