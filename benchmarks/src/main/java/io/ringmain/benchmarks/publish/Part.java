package io.ringmain.benchmarks.publish;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a report: one call of {@code ringmain bench}.
 *
 * @param name    of its folder, and of what is measured
 * @param minutes about how long it takes on two CPUs
 * @param words   what follows {@code ringmain bench}
 */
record Part(String name, double minutes, List<String> words)
{
    private static final String ENGINE = "engine";
    private static final String LATENCY = "latency";
    private static final String JOURNAL = "journal";
    private static final String KAFKA = "kafka";
    private static final String MACHINE = "machine";
    private static final String CASE = "--case";
    private static final String SIDE = "--side";
    private static final String ROUNDS = "--rounds";

    /** Of a report that takes less than three minutes: few sides, one fork each. */
    static List<Part> quick()
    {
        return List.of(new Part(MACHINE, 0.2, List.of(MACHINE, "--quick")),
                new Part(ENGINE, 0.8, words(ENGINE, ROUNDS, "1", "--wait", "yield", CASE, "unicast", CASE, "pipeline",
                        CASE, "multicast", CASE, "diamond", CASE, "three-producers", SIDE, "ringmain", SIDE,
                        "disruptor", SIDE, "array-blocking-queue")),
                new Part(LATENCY, 1.3, words(LATENCY, ROUNDS, "1", "--step", "0.15", SIDE, "ringmain", SIDE,
                        "disruptor-one-consumer", SIDE, "chronicle-plain", SIDE,
                        "transactional-loop")));
    }

    /** Of a report that others can build on: every peer, most cases, three forks each. */
    static List<Part> full()
    {
        return List.of(new Part(MACHINE, 0.7, List.of(MACHINE)),
                new Part(ENGINE, 27, words(ENGINE, ROUNDS, "3")),
                new Part(LATENCY, 24, words(LATENCY, ROUNDS, "3", "--step", "1")),
                new Part(JOURNAL, 7, words(JOURNAL, ROUNDS, "3", CASE, "append-64", CASE, "append-256", CASE,
                        "pipeline-64", CASE, "read-64", CASE, "replay-64", CASE, "allocation-write")),
                new Part(KAFKA, 17, words(KAFKA, ROUNDS, "3", CASE, "pass-at-least-once", CASE, "pass-exactly-once",
                        CASE, "keyed-count")));
    }

    /** To see that all of it works: too short to judge anything. */
    static List<Part> trial()
    {
        return List.of(new Part(MACHINE, 0.2, List.of(MACHINE, "--quick")),
                new Part(ENGINE, 0.1, words(ENGINE, "--quick", ROUNDS, "1", CASE, "pipeline", SIDE, "ringmain", SIDE,
                        "disruptor")),
                new Part(LATENCY, 0.1, words(LATENCY, "--quick", ROUNDS, "1", CASE, "in-process", SIDE, "ringmain",
                        SIDE, "same-thread")));
    }

    private static List<String> words(String... words)
    {
        return List.of(words);
    }

    /** As it is called by hand. */
    String command()
    {
        return "./ringmain bench " + String.join(" ", words);
    }

    List<String> arguments(String folder)
    {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--json", "--quiet"));
        if (!name.equals(MACHINE))
        {
            all.addAll(List.of("--out", folder));
        }
        return all;
    }
}
