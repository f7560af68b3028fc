package io.ringmain.benchmarks.fork;

import java.util.List;
import java.util.Map;

/** A run that is only a value. */
record FakeRun(String neighbourhood, String waitsBy, int mostRounds, String chapter) implements Run
{
    static final double SECONDS = 10;

    static FakeRun of(String neighbourhood, String waitsBy)
    {
        return new FakeRun(neighbourhood, waitsBy, Integer.MAX_VALUE, "");
    }

    @Override
    public List<String> arguments()
    {
        return List.of(neighbourhood, waitsBy);
    }

    @Override
    public Map<String, Object> fields()
    {
        return Map.of("waits", waitsBy);
    }

    @Override
    public double seconds(boolean quick)
    {
        return quick ? 1 : SECONDS;
    }
}
