package io.ringmain.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class ChaosPlanTest
{
    private static final long HOUR_MS = 3_600_000;

    @Test
    void shouldRepeatThePlanWhenTheSeedIsTheSame()
    {
        assertEquals(ChaosPlan.of(42, HOUR_MS), ChaosPlan.of(42, HOUR_MS));
        assertNotEquals(ChaosPlan.of(42, HOUR_MS), ChaosPlan.of(43, HOUR_MS));
    }

    @Test
    void shouldBeginTheSameWhenItIsLonger()
    {
        List<Fault> few = ChaosPlan.of(42, HOUR_MS / 10).faults();
        List<Fault> many = ChaosPlan.of(42, HOUR_MS).faults();

        assertEquals(few, many.subList(0, few.size()));
    }

    @Test
    void shouldHaveFaultsOfEveryKindWhenItIsLong()
    {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        ChaosPlan.of(42, HOUR_MS).faults().forEach(fault -> kinds.add(fault.kind()));

        assertEquals(EnumSet.allOf(FaultKind.class), kinds);
    }

    @Test
    void shouldFreezeForLongerThanASessionLasts()
    {
        assertTrue(ChaosPlan.of(42, HOUR_MS).faults().stream().filter(fault -> fault.kind() == FaultKind.FREEZE_NODE)
                .allMatch(fault -> fault.holdMs() > ChaosPlan.SESSION_TIMEOUT_MS));
    }

    @Test
    void shouldHaveSeveralFaultsAtOnceAndTimesOfCalm()
    {
        List<Fault> faults = ChaosPlan.of(42, HOUR_MS).faults();

        assertTrue(gaps(faults).stream().anyMatch(gap -> gap == 0));
        assertTrue(gaps(faults).stream().anyMatch(gap -> gap > ChaosPlan.SESSION_TIMEOUT_MS));
        assertTrue(gaps(faults).stream().allMatch(gap -> gap >= 0));
    }

    private static List<Long> gaps(List<Fault> faults)
    {
        return java.util.stream.IntStream.range(1, faults.size())
                .mapToObj(next -> faults.get(next).atMs() - faults.get(next - 1).atMs()).toList();
    }
}
