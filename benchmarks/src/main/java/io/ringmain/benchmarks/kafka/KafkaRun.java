package io.ringmain.benchmarks.kafka;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.fork.Run;

/**
 * What one fork runs.
 *
 * @param measure     what is measured
 * @param side        what stands between the topics
 * @param exactlyOnce whether outputs and positions are committed in one transaction
 */
record KafkaRun(Measure measure, Side side, boolean exactlyOnce) implements Run
{
    @Override
    public List<String> arguments()
    {
        return List.of(measure.name(), side.name(), Boolean.toString(exactlyOnce));
    }

    static KafkaRun parse(List<String> arguments)
    {
        return new KafkaRun(Measure.valueOf(arguments.get(0)), Side.valueOf(arguments.get(1)),
                Boolean.parseBoolean(arguments.get(2)));
    }

    @Override
    public Map<String, Object> fields()
    {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("measure", measure.key());
        fields.put("side", side.key());
        fields.put("exactlyOnce", exactlyOnce);
        return fields;
    }

    @Override
    public Object neighbourhood()
    {
        return measure;
    }

    @Override
    public String waitsBy()
    {
        return "";
    }

    @Override
    public double seconds(boolean quick)
    {
        return measure.seconds(KafkaEffort.of(quick));
    }

    /** For people. */
    @Override
    public String toString()
    {
        return measure.key() + ", " + side.key() + (exactlyOnce ? ", exactly once" : ", at least once");
    }
}
