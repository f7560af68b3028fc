package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.Answers;
import io.ringmain.event.Message;

/** How fast a recording goes through three stages, record by record, as a replay does it. */
final class ReplaySpeed
{
    private static final double MICROS = 1e3;

    private final Reached reached = new Reached();
    // each written by its stage, and read when the last stage has told that all is done
    private long sum;
    private long xor;

    static Map<String, List<Double>> run(JournalRun run, JournalEffort effort, Path folder) throws Exception
    {
        Payloads payloads = new Payloads(run.payloadBytes());
        long events = ReadSpeed.write(run.keeper(), run.volume(effort), folder, payloads);
        List<Double> figures = new ArrayList<>();
        ReplaySpeed replay = new ReplaySpeed();
        try (JournaledPipeline pipeline = replay.pipeline(run, payloads))
        {
            replay.pass(run, folder, pipeline, 1, events);
            for (int i = 0; i < effort.readingPasses(); i++)
            {
                figures.add(replay.pass(run, folder, pipeline, 2 + i, events));
            }
        }
        run.checkAll(folder, payloads, events);
        return Map.of("throughput", figures);
    }

    private JournaledPipeline pipeline(JournalRun run, Payloads payloads)
    {
        return new JournaledPipeline(payloads, JournaledPipeline.described(run.payloadBytes(), run.idle())
                .stage("sum", (event, sequence, endOfBatch) -> sum += Payloads.number(event))
                .stage("xor", (event, sequence, endOfBatch) -> xor ^= Payloads.lastWord(event)).after("sum")
                .stage("count", new CountingStage(reached)).after("xor"));
    }

    /** The whole recording once more; {@code times} counts from 1. */
    private double pass(JournalRun run, Path folder, JournaledPipeline pipeline, int times, long events)
    {
        try (RecordCursor cursor = run.keeper().cursor(folder))
        {
            Consumer<Message> fill = cursor::copyTo;
            long startNs = System.nanoTime();
            while (cursor.next())
            {
                pipeline.publisher().publish(fill);
            }
            pipeline.await(reached, times * events);
            double millionsPerSecond = events * MICROS / (System.nanoTime() - startNs);
            if (sum != times * Answers.sum(events) || xor != (times % 2 == 0 ? 0 : Answers.xor(events)))
            {
                throw new WrongAnswer("after " + times + " replays of " + events + " events the stages came to " + sum +
                        " and " + xor);
            }
            return millionsPerSecond;
        }
    }
}
