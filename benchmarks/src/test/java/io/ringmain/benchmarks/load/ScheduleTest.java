package io.ringmain.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScheduleTest
{
    @Test
    void shouldSpaceEventsEvenly()
    {
        Schedule schedule = new Schedule(5_000, 1_000_000);

        assertEquals(5_000, schedule.dueNs(0));
        assertEquals(6_000, schedule.dueNs(1));
        assertEquals(5_000 + 2_000_000_000L, schedule.dueNs(2_000_000));
    }

    @Test
    void shouldNotDriftWhenTheIntervalIsNoWholeNumber()
    {
        Schedule schedule = new Schedule(0, 3);

        assertEquals(333_333_333, schedule.dueNs(1));
        assertEquals(666_666_666, schedule.dueNs(2));
        assertEquals(1_000_000_000, schedule.dueNs(3));
        assertEquals(1_000_000_000_000L, schedule.dueNs(3_000));
    }

    @Test
    void shouldNotOverflowInALongRun()
    {
        Schedule schedule = new Schedule(0, 1_000_000);

        assertEquals(86_400L * 1_000_000_000, schedule.dueNs(86_400L * 1_000_000));
    }

    @Test
    void shouldFillADuration()
    {
        assertEquals(250_000, new Schedule(0, 100_000).events(2_500));
        assertEquals(1, new Schedule(0, 1).events(10));
    }
}
