package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import net.openhft.chronicle.core.UnsafeMemory;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.Answers;

/** How fast a cursor goes through records that are in the page cache, with a look at both ends of each payload. */
final class ReadSpeed
{
    private static final double MICROS = 1e3;

    private ReadSpeed()
    {}

    static Map<String, List<Double>> run(JournalRun run, JournalEffort effort, Path folder) throws Exception
    {
        Payloads payloads = new Payloads(run.payloadBytes());
        long events = write(run.keeper(), run.volume(effort), folder, payloads);
        pass(run.keeper(), folder, events);
        List<Double> figures = new ArrayList<>();
        for (int i = 0; i < effort.readingPasses(); i++)
        {
            figures.add(pass(run.keeper(), folder, events));
        }
        // behind the measuring: another kind of loop would spoil the profile of the first
        run.checkAll(folder, payloads, events);
        return Map.of("throughput", figures);
    }

    /** What is to be read, and how many events of it. */
    static long write(Keeper keeper, Volume volume, Path folder, Payloads payloads) throws Exception
    {
        try (RecordAppender appender = keeper.appender(folder, volume))
        {
            Feed feed = new Feed(payloads, volume.payloadBytes(), appender.stage());
            feed.events(volume.events());
            return feed.count();
        }
    }

    /** All of it once; in millions of events a second. */
    static double pass(Keeper keeper, Path folder, long events)
    {
        try (RecordCursor cursor = keeper.cursor(folder))
        {
            long count = 0;
            long sum = 0;
            long xor = 0;
            long startNs = System.nanoTime();
            while (cursor.next())
            {
                long address = cursor.address();
                sum += UnsafeMemory.unsafeGetLong(address);
                xor ^= UnsafeMemory.unsafeGetLong(address + cursor.length() - Long.BYTES);
                count++;
            }
            double millionsPerSecond = count * MICROS / (System.nanoTime() - startNs);
            if (count != events || sum != Answers.sum(events) || xor != Answers.xor(events))
            {
                throw new WrongAnswer("of " + events + " events " + count + " were read, and came to " + sum + " and " +
                        xor + " instead of " + Answers.sum(events) + " and " + Answers.xor(events));
            }
            return millionsPerSecond;
        }
    }
}
