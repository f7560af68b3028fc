package io.ringmain.benchmarks.scaling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.fork.Run;

/**
 * What one fork runs.
 *
 * @param sharing how events come to lanes
 * @param lanes   how many
 */
record ScalingRun(Sharing sharing, int lanes) implements Run
{
    /** Slots: as a pipeline has them by default. */
    static final int RING = 16_384;
    /** Events to a claim. Ringmain dates such a publication exactly, and one of fewer than 16 by the lanes' looks. */
    static final int BATCH = 64;

    private static final double JVM_S = 0.4;

    Lanes open(Tally tally)
    {
        return sharing.open(this, tally);
    }

    @Override
    public List<String> arguments()
    {
        return List.of(sharing.name(), Integer.toString(lanes));
    }

    static ScalingRun parse(List<String> arguments)
    {
        return new ScalingRun(Sharing.valueOf(arguments.get(0)), Integer.parseInt(arguments.get(1)));
    }

    @Override
    public Map<String, Object> fields()
    {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sharing", sharing.key());
        fields.put("lanes", lanes);
        return fields;
    }

    @Override
    public Object neighbourhood()
    {
        return lanes;
    }

    @Override
    public String waitsBy()
    {
        return sharing.waitsBy();
    }

    @Override
    public double seconds(boolean quick)
    {
        ScalingEffort effort = ScalingEffort.of(quick);
        return JVM_S + (effort.warmUpMs() + effort.passes() * effort.passMs()) / 1e3;
    }

    /** For people. */
    @Override
    public String toString()
    {
        return sharing.key() + (sharing == Sharing.SAME_THREAD ? "" : ", " + lanes + (lanes == 1 ? " lane" : " lanes"));
    }
}
