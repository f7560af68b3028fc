package io.ringmain.engine;

import java.util.EnumMap;
import java.util.Map;

import io.ringmain.counter.StageCounter;
import io.ringmain.counter.StageCounters;
import io.ringmain.counter.StageStats;
import io.ringmain.graph.Stage;

/**
 * What belongs to one stage whether it runs or not.
 *
 * @param stage    as described
 * @param chain    that it is part of
 * @param counters its own: failures, drops, what it emitted
 * @param dropped  the slots whose events it dropped; null when it never does
 */
record StageParts(Stage stage, ChainParts chain, StageCounters counters, DroppedSlots dropped)
{
    static StageParts of(Stage stage, ChainParts chain)
    {
        return new StageParts(stage, chain, new StageCounters(),
                stage.dropping() ? new DroppedSlots(chain.ring().ring().getBufferSize()) : null);
    }

    StageStats stats()
    {
        long handled = chain.sequence().get();
        Map<StageCounter, Long> values = new EnumMap<>(StageCounter.class);
        for (StageCounter counter : StageCounter.values())
        {
            // a counter is kept by the chain or by the stage, never by both
            values.put(counter, chain.counters().get(counter) + counters.get(counter));
        }
        return new StageStats(stage.name(), stage.ring(), stage.lane(),
                Math.max(0, chain.ring().ring().getCursor() - handled), Map.copyOf(values),
                chain.batchSizes().counts());
    }
}
