package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.file.LineSink.IfThere;
import io.ringmain.journal.JournalRange;
import io.ringmain.journal.JournalSource;
import io.ringmain.journal.ReadOptions;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSink;
import io.ringmain.node.Endpoint;
import io.ringmain.transfer.Schedule;
import io.ringmain.transfer.Transfer;
import io.ringmain.transfer.Waiting;

/** What it says of a replay that took just so long. */
class ReplayStatusTest
{
    private static final long BEGIN_NS = 5_000_000_000L;
    private static final long CLOSING_NS = 500_000_000;
    private static final int RECORDS = 10;

    @TempDir
    private Path folder;

    /** Waits by advancing itself. */
    private static final class Time implements Waiting
    {
        private long nowNs = BEGIN_NS;

        @Override
        public long nanoTime()
        {
            return nowNs;
        }

        @Override
        public void until(long ns)
        {
            nowNs = Math.max(nowNs, ns);
        }

        @Override
        public void about(long ns)
        {
            until(ns);
        }
    }

    /** Takes everything at once; what it took has arrived when it is closed, half a second later. */
    private record Sink(Time time) implements RecordSink
    {
        @Override
        public void write(LogRecord record)
        {
            // taken
        }

        @Override
        public void flush()
        {
            // nothing waits
        }

        @Override
        public long acknowledged()
        {
            return 0;
        }

        @Override
        public void close()
        {
            time.nowNs += CLOSING_NS;
        }
    }

    private ReplayStatus replayed(Schedule schedule)
    {
        Path journal = SmallJournal.of(folder.resolve("j"), RECORDS);
        JournalSource source = JournalSource.open(journal, ReadOptions.defaults(), JournalRange.ALL, 1, false);
        Time time = new Time();
        Sink sink = new Sink(time);
        Transfer transfer = new Transfer(source, sink, schedule, time);
        ReplayOptions options = new ReplayOptions(new Endpoint.Journal(journal), new Endpoint.StandardOutput(), null,
                null, schedule, 1, false, false, IfThere.REFUSE, null, null, List.of());
        ReplayStatus status = new ReplayStatus(options, source, sink, transfer, time.nowNs);
        try (transfer)
        {
            while (transfer.work())
            {
                // to the end
            }
            status.end(time.nowNs, false);
        }
        status.closed(time.nowNs);
        return status;
    }

    private static double perSecond(ReplayStatus status) throws Exception
    {
        return new JsonMapper().readTree(status.json(null)).get("reachedPerSecond").asDouble();
    }

    @Test
    void shouldCountEveryRecordInTheRateUntilAllHaveArrivedWhenNothingIsWaitedFor() throws Exception
    {
        ReplayStatus status = replayed(Schedule.recorded(Schedule.MAX));

        assertTrue(status.account(null).contains(", in 500 ms, 20.0/s."), () -> status.account(null));
        assertEquals(20, perSecond(status));
    }

    @Test
    void shouldCountTheRateFromTheFirstRecordToTheLastWhenPaced() throws Exception
    {
        ReplayStatus status = replayed(Schedule.rate(10));

        assertTrue(status.account(null).contains(", in 900 ms, 10.0/s."), () -> status.account(null));
        assertEquals(10, perSecond(status));
    }
}
