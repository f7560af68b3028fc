package io.ringmain.benchmarks.fork;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The one line that a fork has to say: {@code ringmain-fork metric=1.5,1.6 metric=2}. */
final class ForkLine
{
    /** Begins the line of a fork whose stages came to the wrong answer. */
    static final String WRONG = "wrong answer: ";
    /** Begins the line of a fork that failed otherwise. */
    static final String FAILED = "failed: ";

    private static final String MARK = "ringmain-fork";

    /** Of all that a failed fork said, what tells why: its own line, or else the first that its JVM said. */
    static String why(List<String> output)
    {
        return output.stream().filter(line -> line.startsWith(WRONG) || line.startsWith(FAILED)).findFirst()
                .orElse(output.isEmpty() ? "it said nothing" : output.get(0));
    }

    private ForkLine()
    {}

    static String of(Map<String, List<Double>> figures)
    {
        List<String> words = new ArrayList<>(List.of(MARK));
        new TreeMap<>(figures).forEach((metric, values) -> words
                .add(metric + '=' + String.join(",", values.stream().map(Object::toString).toList())));
        return String.join(" ", words);
    }

    /** Empty when it is some other line. */
    static Optional<Map<String, List<Double>>> parse(String line)
    {
        String[] words = line.split(" ", -1);
        if (!words[0].equals(MARK) || words.length == 1)
        {
            return Optional.empty();
        }
        Map<String, List<Double>> figures = new TreeMap<>();
        for (String word : List.of(words).subList(1, words.length))
        {
            int equals = word.indexOf('=');
            figures.put(word.substring(0, equals),
                    Arrays.stream(word.substring(equals + 1).split(",", -1)).map(Double::valueOf).toList());
        }
        return Optional.of(figures);
    }
}
