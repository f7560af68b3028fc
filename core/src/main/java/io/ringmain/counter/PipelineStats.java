package io.ringmain.counter;

import java.util.List;

/**
 * A pipeline's counters at one moment. Each was read by itself, so they may be a few events apart while the pipeline
 * runs; they agree once it has stopped.
 *
 * @param rings  in the order of the graph
 * @param stages in the order of the graph
 */
public record PipelineStats(List<RingStats> rings, List<StageStats> stages)
{
    /**
     * One stage's.
     *
     * @param stage its name
     * @return its counters
     */
    public StageStats stage(String stage)
    {
        return stages.stream().filter(stats -> stats.stage().equals(stage)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no stage \"" + stage + "\"; there are: " +
                        String.join(", ", stages.stream().map(StageStats::stage).toList())));
    }

    /**
     * One ring's.
     *
     * @param ring its name
     * @return its counters
     */
    public RingStats ring(String ring)
    {
        return rings.stream().filter(stats -> stats.ring().equals(ring)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no ring \"" + ring + "\"; there are: " +
                        String.join(", ", rings.stream().map(RingStats::ring).toList())));
    }
}
