package io.ringmain.benchmarks.latency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.fork.Run;

/**
 * What one fork runs.
 *
 * @param way    what lies between the load and the clock
 * @param side   who is on it
 * @param ladder the rates
 */
record LadderRun(Way way, String side, Ladder ladder) implements Run
{
    /** How many words of a fork's are its run. */
    static final int WORDS = 9;

    private static final double JVM_S = 1;
    private static final double KAFKA_S = 5;

    @Override
    public List<String> arguments()
    {
        List<String> words = new ArrayList<>(List.of(way.name(), side));
        words.addAll(ladder.words());
        return words;
    }

    static LadderRun parse(List<String> words)
    {
        return new LadderRun(Way.valueOf(words.get(0)), words.get(1), Ladder.parse(words.subList(2, WORDS)));
    }

    @Override
    public Map<String, Object> fields()
    {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("way", way.key());
        fields.put("side", side);
        fields.put("stepMs", ladder.stepMs());
        fields.put("keepNs", ladder.keepNs());
        return fields;
    }

    @Override
    public Object neighbourhood()
    {
        return way;
    }

    /** An idle broker wakes some hundred times a second, which takes milliseconds from threads that spin. */
    @Override
    public Object chapter()
    {
        return way;
    }

    @Override
    public String waitsBy()
    {
        return "";
    }

    @Override
    public double seconds(boolean quick)
    {
        return ladder.seconds() + (way == Way.KAFKA ? KAFKA_S : JVM_S);
    }

    /** For people. */
    @Override
    public String toString()
    {
        return way.key() + ", " + side;
    }
}
