package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.ringmain.benchmarks.fork.Run;
import io.ringmain.lane.IdlePolicy;

/**
 * What one fork runs.
 *
 * @param measure      what is measured
 * @param keeper       what keeps the events
 * @param payloadBytes of each event
 * @param idle         what lanes and publishers do when idle; where there is no ring it does not matter
 */
record JournalRun(Measure measure, Keeper keeper, int payloadBytes, IdlePolicy idle) implements Run
{
    Volume volume(JournalEffort effort)
    {
        return measure.volume(effort, payloadBytes);
    }

    /** Reads all that was written, and compares every byte. */
    void checkAll(Path folder, Payloads payloads, long events)
    {
        try (RecordCursor cursor = keeper.cursor(folder))
        {
            payloads.checkAll(cursor, events);
        }
    }

    @Override
    public List<String> arguments()
    {
        return List.of(measure.name(), keeper.name(), Integer.toString(payloadBytes), idle.name());
    }

    static JournalRun parse(List<String> arguments)
    {
        return new JournalRun(Measure.valueOf(arguments.get(0)), Keeper.valueOf(arguments.get(1)),
                Integer.parseInt(arguments.get(2)), IdlePolicy.valueOf(arguments.get(3)));
    }

    @Override
    public Map<String, Object> fields()
    {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("measure", measure.key());
        fields.put("keeper", keeper.key());
        fields.put("payloadBytes", payloadBytes);
        fields.put("idle", idle.name());
        return fields;
    }

    @Override
    public Object neighbourhood()
    {
        return List.of(measure.isOpenLoop() ? Measure.OPEN_LOOP : measure, payloadBytes);
    }

    @Override
    public String waitsBy()
    {
        return switch (measure)
        {
            case PIPELINE, OPEN_LOOP, REPLAY -> idle == IdlePolicy.BUSY_SPIN
                    ? "spin"
                    : idle.name().toLowerCase(Locale.ROOT);
            default -> "";
        };
    }

    @Override
    public double seconds(boolean quick)
    {
        return measure.seconds(JournalEffort.of(quick), payloadBytes);
    }

    @Override
    public int mostRounds()
    {
        return measure.mostRounds();
    }

    /** For people. */
    @Override
    public String toString()
    {
        return measure.key() + "-" + payloadBytes + ", " + keeper.key() +
                (waitsBy().isEmpty() ? "" : ", " + waitsBy());
    }
}
