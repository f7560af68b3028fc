package io.ringmain.benchmarks.fork;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ringmain.benchmarks.report.Progress;

/**
 * Runs everything once a round, the sides of a case one after the other, so that whatever the machine does meanwhile
 * meets all of them alike. Every other round goes backwards, so that none always follows the same one. Chapters, which are
 * not compared with one another, come one after the other.
 */
final class Interleaving<R extends Run>
{
    /** Takes a fork's figures as they come. */
    interface Sink<R>
    {
        void fork(int round, R run, Map<String, List<Double>> figures);

        /** All of a chapter have run as often as this. */
        void roundDone(int round);
    }

    /** Runs one fork. */
    interface Runner<R>
    {
        Map<String, List<Double>> run(R run) throws InterruptedException;
    }

    /** A fork to come. */
    record Turn<R>(int round, R run, boolean endsRound)
    {}

    private final List<R> runs;
    private final int rounds;
    private final boolean quick;

    Interleaving(Set<R> distinct, int rounds, boolean quick)
    {
        this.runs = together(distinct);
        this.rounds = rounds;
        this.quick = quick;
    }

    /** Two cases may be about the same thing, such as one topology: side by side they meet the same minute. */
    private static <R extends Run> List<R> together(Set<R> distinct)
    {
        List<R> ordered = new ArrayList<>();
        for (R run : distinct)
        {
            int after = -1;
            for (int i = 0; i < ordered.size(); i++)
            {
                if (ordered.get(i).neighbourhood().equals(run.neighbourhood()))
                {
                    after = i;
                }
            }
            ordered.add(after < 0 ? ordered.size() : after + 1, run);
        }
        return ordered;
    }

    List<Turn<R>> turns()
    {
        List<Turn<R>> turns = new ArrayList<>();
        for (Object chapter : runs.stream().map(Run::chapter).distinct().toList())
        {
            List<R> its = runs.stream().filter(run -> run.chapter().equals(chapter)).toList();
            for (int round = 1; round <= rounds; round++)
            {
                addRound(round, its, turns);
            }
        }
        return turns;
    }

    private void addRound(int round, List<R> chapter, List<Turn<R>> turns)
    {
        List<R> order = new ArrayList<>(chapter.stream().filter(run -> round <= run.mostRounds()).toList());
        if (round % 2 == 0)
        {
            Collections.reverse(order);
        }
        for (int i = 0; i < order.size(); i++)
        {
            turns.add(new Turn<>(round, order.get(i), i == order.size() - 1));
        }
    }

    /** What all of it is expected to take. */
    double plannedSeconds()
    {
        return runs.stream().mapToDouble(run -> Math.min(rounds, run.mostRounds()) * run.seconds(quick)).sum();
    }

    void run(Runner<R> runner, Progress progress, Sink<R> sink) throws InterruptedException
    {
        long startNs = System.nanoTime();
        double planned = plannedSeconds();
        double done = 0;
        for (Turn<R> turn : turns())
        {
            R run = turn.run();
            long nowNs = System.nanoTime();
            progress.show(nowNs, done / planned, left(planned, done, (nowNs - startNs) / 1e9),
                    "round " + turn.round() + " of " + rounds + ", " + run);
            sink.fork(turn.round(), run, runner.run(run));
            done += run.seconds(quick);
            if (turn.endsRound())
            {
                sink.roundDone(turn.round());
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
