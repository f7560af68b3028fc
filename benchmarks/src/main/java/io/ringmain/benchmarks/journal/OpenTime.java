package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.event.Message;
import io.ringmain.journal.JournalReader;
import io.ringmain.journal.JournalWriter;
import io.ringmain.journal.SyncPolicy;

/**
 * How long it takes until a large journal can be written again, and until a record in the midst of it can be read. Another
 * JVM has written it, so the first opening is as cold as a restarted process is, but for what the kernel still has in memory.
 */
final class OpenTime
{
    private static final int OPENINGS = 5;
    private static final int SEED = 7;
    private static final double MS = 1e6;

    private OpenTime()
    {}

    static Map<String, List<Double>> run(JournalRun run, JournalEffort effort, Path folder) throws Exception
    {
        Path journal = folder.resolve("journal");
        Volume volume = run.volume(effort);
        Preparation.inAnotherJvm(volume, journal);
        long events = volume.events();
        double first = open(journal, effort, events);
        List<Double> again = new ArrayList<>();
        for (int i = 0; i < OPENINGS; i++)
        {
            again.add(open(journal, effort, events));
        }
        List<Double> bySequence = new ArrayList<>();
        List<Double> byTime = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal))
        {
            for (long wanted : new Random(SEED).longs(effort.seeks(), 0, events).toArray())
            {
                long startNs = System.nanoTime();
                reader.seekSequence(wanted);
                boolean found = reader.next();
                bySequence.add((System.nanoTime() - startNs) / MS);
                check(found && reader.sequence() == wanted && number(reader) == wanted, "sequence " + wanted, reader);
                long timeNs = reader.timeNs();
                startNs = System.nanoTime();
                reader.seekTime(timeNs);
                found = reader.next();
                byTime.add((System.nanoTime() - startNs) / MS);
                // its batch begins before it, and another one may be of the very same time
                check(found && reader.timeNs() == timeNs && reader.sequence() <= wanted &&
                        number(reader) == reader.sequence(), "time " + timeNs, reader);
            }
        }
        run.checkAll(journal, new Payloads(run.payloadBytes()), events);
        return Map.of("first", List.of(first), "again", again, "by-sequence", bySequence, "by-time", byTime,
                "by-time-worst", List.of(Collections.max(byTime)));
    }

    private static double open(Path journal, JournalEffort effort, long events)
    {
        long startNs = System.nanoTime();
        try (JournalWriter<Message> writer = RingmainAppender.open(journal, effort.segmentBytes(), SyncPolicy.none()))
        {
            double tookMs = (System.nanoTime() - startNs) / MS;
            if (writer.writtenPosition() != events - 1)
            {
                throw new WrongAnswer("a journal of " + events + " events was opened behind its sequence " +
                        writer.writtenPosition());
            }
            return tookMs;
        }
    }

    private static void check(boolean right, String wanted, JournalReader reader)
    {
        if (!right)
        {
            throw new WrongAnswer("a search for " + wanted + " came to sequence " + reader.sequence());
        }
    }

    private static long number(JournalReader reader)
    {
        return reader.buffer().getLong(reader.offset());
    }
}
