package io.ringmain.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordRefusedException;
import io.ringmain.log.RecordSink;
import io.ringmain.log.RecordSource;

class TransferTest
{
    private static final long MS = 1_000_000;

    private final ManualTime time = new ManualTime();
    private final Fakes fakes = new Fakes();

    /** A source of records at given times, null for nothing just now, and a sink that notes when it was written to. */
    private final class Fakes implements RecordSource, RecordSink
    {
        private final Deque<Long> times = new ArrayDeque<>();
        private final List<Long> writtenNs = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private final Deque<Integer> laps = new ArrayDeque<>();
        private int lap;
        private boolean endless;
        private long writeTakesNs;
        private long handedOut;
        private long acknowledged;
        /** A flush is acknowledged later. */
        private boolean slow;
        private RecordRefusedException refusal;
        /** By their number, from 1; empty for all. */
        private final List<Long> refusedOnes = new ArrayList<>();

        void at(long... ms)
        {
            Arrays.stream(ms).forEach(one -> times.add(5_000 * MS + one * MS));
        }

        @Override
        public Polled next(LogRecord record)
        {
            if (times.isEmpty())
            {
                return endless ? Polled.NOTHING_YET : Polled.END;
            }
            lap = laps.isEmpty() ? 0 : laps.poll();
            record.clear().value(new byte[] {1, 2}).timeNs(times.poll());
            handedOut++;
            return Polled.RECORD;
        }

        @Override
        public int lap()
        {
            return lap;
        }

        @Override
        public double share()
        {
            return UNKNOWN;
        }

        @Override
        public String where()
        {
            return "record " + handedOut;
        }

        @Override
        public void taken(long records)
        {
            if (said.isEmpty() || !said.get(said.size() - 1).equals("taken " + records))
            {
                said.add("taken " + records);
            }
        }

        @Override
        public void write(LogRecord record)
        {
            if (refusal != null && (refusedOnes.isEmpty() || refusedOnes.contains(handedOut)))
            {
                throw refusal;
            }
            writtenNs.add(time.nowNs);
            time.nowNs += writeTakesNs;
        }

        @Override
        public void flush()
        {
            said.add("flush");
            acknowledged = slow ? acknowledged : writtenNs.size();
        }

        @Override
        public long acknowledged()
        {
            return acknowledged;
        }

        @Override
        public void close()
        {
            said.add("close");
            acknowledged = writtenNs.size();
        }

        List<Long> writtenMs()
        {
            return writtenNs.stream().map(ns -> (ns - writtenNs.get(0)) / MS).toList();
        }
    }

    private Transfer transfer(Schedule schedule)
    {
        return new Transfer(fakes, fakes, schedule, time);
    }

    private void run(Transfer transfer)
    {
        while (transfer.work())
        {
            // to the end
        }
    }

    @Test
    void shouldKeepTheRecordedPaceTimesTheSpeed()
    {
        fakes.at(0, 10, 15, 100, 1_000);
        run(transfer(Schedule.recorded(1)));
        assertEquals(List.of(0L, 10L, 15L, 100L, 1_000L), fakes.writtenMs());

        fakes.writtenNs.clear();
        fakes.at(0, 10, 1_000);
        run(transfer(Schedule.recorded(0.5)));
        assertEquals(List.of(0L, 20L, 2_000L), fakes.writtenMs());
    }

    @Test
    void shouldKeepAFixedRateWhateverTheRecordedTimes()
    {
        fakes.at(0, 0, 700, 3);
        run(transfer(Schedule.rate(50)));
        assertEquals(List.of(0L, 20L, 40L, 60L), fakes.writtenMs());
    }

    @Test
    void shouldNeverWaitAtMaximumSpeed()
    {
        fakes.at(0, 10, 1_000_000);
        Transfer transfer = transfer(Schedule.recorded(Schedule.MAX));
        run(transfer);

        assertEquals(0, time.waitedNs);
        assertEquals(0, transfer.lateness().getTotalCount());
        assertEquals(3, transfer.records());
        assertEquals(6, transfer.bytes());
    }

    @Test
    void shouldNotPutOffTheScheduleWhenTheSinkIsSlow()
    {
        fakes.at(0, 10, 20, 30, 200);
        fakes.writeTakesNs = 25 * MS;
        Transfer transfer = transfer(Schedule.recorded(1));
        run(transfer);

        // each is late by what those before it took, and the last is on time again
        assertEquals(List.of(0L, 25L, 50L, 75L, 200L), fakes.writtenMs());
        assertEquals(45, transfer.lateness().getMaxValue() / MS);
        assertEquals(5, transfer.lateness().getTotalCount());
        assertEquals(0, transfer.lateNs());
    }

    @Test
    void shouldShiftTheScheduleByAPause()
    {
        fakes.at(0, 100, 200);
        Schedule schedule = Schedule.recorded(1);
        Transfer transfer = transfer(schedule);
        while (fakes.writtenNs.size() < 2)
        {
            transfer.work();
        }

        schedule.pause(time.nowNs);
        for (int i = 0; i < 50; i++)
        {
            assertTrue(transfer.work());
        }
        assertTrue(transfer.held());
        long pausedNs = schedule.pausedNs(time.nowNs);
        schedule.resume(time.nowNs);
        run(transfer);

        assertEquals(50 * 20 * MS, pausedNs);
        assertEquals(List.of(0L, 100L, 1_200L), fakes.writtenMs());
        assertEquals(0, transfer.lateness().getMaxValue());
    }

    @Test
    void shouldPlayOneRecordForEachStepAndGoOnFromThere()
    {
        fakes.at(0, 100, 200, 250);
        Schedule schedule = Schedule.recorded(1);
        Transfer transfer = transfer(schedule);
        schedule.pause(time.nowNs);
        transfer.work();
        assertEquals(0, fakes.writtenNs.size());

        for (int i = 1; i <= 3; i++)
        {
            schedule.step();
            transfer.work();
            transfer.work();
            assertEquals(i, fakes.writtenNs.size());
        }
        long resumedNs = time.nowNs;
        schedule.resume(resumedNs);
        run(transfer);

        assertEquals(resumedNs + 50 * MS, fakes.writtenNs.get(3));
    }

    @Test
    void shouldChangeTheSpeedFromThenOn()
    {
        fakes.at(0, 100, 200, 400);
        Schedule schedule = Schedule.recorded(1);
        Transfer transfer = transfer(schedule);
        while (fakes.writtenNs.size() < 2)
        {
            transfer.work();
        }

        // by now the clock is at 120 ms, since a turn has waited for the third record
        schedule.speed(2, time.nowNs);
        while (fakes.writtenNs.size() < 3)
        {
            transfer.work();
        }
        // and now at 180 ms: what is in hand is due at once
        schedule.speed(Schedule.MAX, time.nowNs);
        run(transfer);

        assertEquals(List.of(0L, 100L, 160L, 180L), fakes.writtenMs());
    }

    @Test
    void shouldGoOnWithoutAPauseWhenTheSourceBeginsAnew()
    {
        fakes.at(0, 100, 0, 100, 0, 100);
        fakes.laps.addAll(List.of(0, 0, 1, 1, 2, 2));
        run(transfer(Schedule.recorded(1)));
        assertEquals(List.of(0L, 100L, 100L, 200L, 200L, 300L), fakes.writtenMs());
    }

    @Test
    void shouldBeDueAtOnceWhenATimeGoesBack()
    {
        fakes.at(0, 100, 50, 120);
        run(transfer(Schedule.recorded(1)));
        assertEquals(List.of(0L, 100L, 100L, 120L), fakes.writtenMs());
    }

    @Test
    void shouldFlushWhenNothingComesAndBeforeItWaits()
    {
        fakes.at(0, 0, 50);
        fakes.endless = true;
        Transfer transfer = transfer(Schedule.recorded(1));
        transfer.work();
        assertEquals(List.of("flush", "taken 2"), fakes.said);

        for (int i = 0; i < 5; i++)
        {
            transfer.work();
        }
        assertEquals(List.of("flush", "taken 2", "flush", "taken 3"), fakes.said);
    }

    @Test
    void shouldCloseTheSinkThenTellTheSourceThenCloseIt()
    {
        fakes.at(0);
        Transfer transfer = transfer(Schedule.recorded(1));
        assertFalse(transfer.work());
        fakes.said.clear();
        transfer.close();

        assertEquals(List.of("close", "taken 1", "close"), fakes.said);
    }

    @Test
    void shouldSayWhichRecordWasRefused()
    {
        fakes.at(0);
        fakes.refusal = new RecordRefusedException("too large");

        RecordRefusedException e = assertThrows(RecordRefusedException.class,
                () -> run(transfer(Schedule.recorded(1))));

        assertEquals("record 1: too large", e.getMessage());
    }

    @Test
    void shouldHandOnWhatIsRefusedAndGoOnBehindIt()
    {
        fakes.at(0, 1, 2, 3, 4);
        fakes.refusal = new RecordRefusedException("too large");
        fakes.refusedOnes.addAll(List.of(1L, 3L, 5L));
        List<String> refused = new ArrayList<>();
        Transfer transfer = new Transfer(fakes, fakes, Schedule.recorded(Schedule.MAX), time,
                (record, where, reason) -> refused.add(where + ": " + reason.getMessage()));

        run(transfer);

        assertEquals(List.of("record 1: too large", "record 3: too large", "record 5: too large"), refused);
        assertEquals(2, transfer.records());
        assertEquals(3, transfer.refused());
        assertEquals("taken 5", fakes.said.get(fakes.said.size() - 1));
    }

    @Test
    void shouldTellTheSourceOfRefusedOnesOnlyWhenAllBeforeThemIsAcknowledged()
    {
        fakes.at(0, 1, 2);
        fakes.endless = true;
        fakes.slow = true;
        fakes.refusal = new RecordRefusedException("too large");
        fakes.refusedOnes.addAll(List.of(1L, 3L));
        Transfer transfer = new Transfer(fakes, fakes, Schedule.recorded(Schedule.MAX), time,
                (record, where, reason) ->
                {});

        transfer.work();
        assertEquals(List.of("flush", "taken 1"), fakes.said);

        fakes.acknowledged = 1;
        transfer.work();
        assertEquals(List.of("flush", "taken 1", "taken 3"), fakes.said);
    }
}
