package io.ringmain.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.ringmain.chaos.ChaosAccount.Takeovers;

class OutagesTest
{
    private final Outages outages = new Outages();

    @Test
    void shouldEndWhenEveryPartitionHasHandledWhatCameBehindTheFault()
    {
        outages.begin("kill", 100, List.of(0, 1), new int[] {10, 20, 30});

        outages.output(0, 9, 110);
        outages.output(0, 10, 120);
        outages.output(2, 30, 130);
        assertEquals(Map.of(), outages.takeovers());

        outages.output(1, 25, 150);
        assertEquals(Map.of("kill", new Takeovers(1, 50, 50)), outages.takeovers());
    }

    @Test
    void shouldNotEndBeforeTheNodeHasEndedThatWasToldTo()
    {
        Consumer<int[]> ended = outages.beginEnding("term", 100, List.of(0));

        outages.output(0, 12, 120);
        ended.accept(new int[] {15});
        outages.output(0, 14, 140);
        assertEquals(Map.of(), outages.takeovers());

        outages.output(0, 15, 150);
        assertEquals(Map.of("term", new Takeovers(1, 50, 50)), outages.takeovers());
    }

    @Test
    void shouldMeasureNothingWhenNoPartitionWasHit()
    {
        outages.begin("kill", 100, List.of(), new int[] {10});
        outages.output(0, 10, 120);

        assertEquals(Map.of(), outages.takeovers());
    }

    @Test
    void shouldNotBlameOneCauseWhenThereWereSeveral()
    {
        outages.begin("kill", 100, List.of(0), new int[] {10, 10});
        outages.begin("freeze", 110, List.of(1), new int[] {10, 10});

        outages.output(0, 10, 130);
        outages.output(1, 10, 140);

        assertEquals(Map.of(Outages.SEVERAL, new Takeovers(2, 30, 30)), outages.takeovers());
    }

    @Test
    void shouldTellMedianAndLongestOfACause()
    {
        for (long tookNs : new long[] {30, 10, 20})
        {
            outages.begin("kill", 0, List.of(0), new int[] {1});
            outages.output(0, 1, tookNs);
        }

        assertEquals(Map.of("kill", new Takeovers(3, 20, 30)), outages.takeovers());
    }
}
