package io.ringmain.benchmarks.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.ringmain.benchmarks.report.Progress;

/**
 * Runs every setup once a round, the sides of a case one after the other, so that whatever the machine does meanwhile
 * meets all of them alike. Every other round goes backwards, so that none always follows the same one.
 */
final class Interleaving
{
    /** Takes a fork's figures as they come. */
    interface Sink
    {
        void fork(int round, Setup setup, Map<String, List<Double>> figures);
    }

    private final List<Setup> setups;
    private final int rounds;
    private final Effort effort;

    Interleaving(List<Case> cases, int rounds, Effort effort)
    {
        Set<Setup> distinct = new LinkedHashSet<>();
        cases.forEach(question -> Stream.concat(Stream.of(question.ringmain()), question.peers().stream())
                .forEach(side -> distinct.addAll(side.candidates())));
        this.setups = together(distinct);
        this.rounds = rounds;
        this.effort = effort;
    }

    /** Thread for thread and placed by itself are two cases of one topology: side by side they meet the same minute. */
    private static List<Setup> together(Set<Setup> distinct)
    {
        List<Setup> ordered = new ArrayList<>();
        for (Setup setup : distinct)
        {
            int after = -1;
            for (int i = 0; i < ordered.size(); i++)
            {
                if (ordered.get(i).measure() == setup.measure() && ordered.get(i).topology() == setup.topology())
                {
                    after = i;
                }
            }
            ordered.add(after < 0 ? ordered.size() : after + 1, setup);
        }
        return ordered;
    }

    List<Setup> order(int round)
    {
        List<Setup> order = new ArrayList<>(setups);
        if (round % 2 == 0)
        {
            Collections.reverse(order);
        }
        return order;
    }

    /** What all of it is expected to take. */
    double plannedSeconds()
    {
        return rounds * setups.stream().mapToDouble(setup -> setup.measure().seconds(effort)).sum();
    }

    void run(Fork fork, Progress progress, Sink sink) throws InterruptedException
    {
        long startNs = System.nanoTime();
        double planned = plannedSeconds();
        double done = 0;
        for (int round = 1; round <= rounds; round++)
        {
            for (Setup setup : order(round))
            {
                long nowNs = System.nanoTime();
                progress.show(nowNs, done / planned, left(planned, done, (nowNs - startNs) / 1e9),
                        "round " + round + " of " + rounds + ", " + setup);
                sink.fork(round, setup, fork.run(setup));
                done += setup.measure().seconds(effort);
            }
        }
    }

    /** By the plan at first, then ever more by how long it really took so far. */
    static double left(double planned, double done, double elapsed)
    {
        double slowness = done == 0 ? 1 : elapsed / done;
        return (planned - done) * slowness;
    }
}
