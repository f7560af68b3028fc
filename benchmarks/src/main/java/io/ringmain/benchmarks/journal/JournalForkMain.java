package io.ringmain.benchmarks.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.fork.ForkedMain;

/** The main class of a fork. */
final class JournalForkMain
{
    private JournalForkMain()
    {}

    /**
     * Measures and prints one line.
     *
     * @param args {@code full} or {@code quick}, then a run, then a folder that does not exist
     */
    public static void main(String[] args)
    {
        System.setProperty("chronicle.announcer.disable", "true");
        ForkedMain.run(args, (words, quick) -> measure(JournalRun.parse(words), JournalEffort.of(quick),
                Files.createDirectory(Path.of(words.get(words.size() - 1)))));
    }

    static Map<String, List<Double>> measure(JournalRun run, JournalEffort effort, Path folder) throws Exception
    {
        return switch (run.measure())
        {
            case APPEND -> AppendSpeed.run(run, effort, folder);
            case PIPELINE -> PipelineSpeed.run(run, effort, folder);
            case OPEN_LOOP, OPEN_LOOP_DIRECT -> AppendLatency.run(run, effort, folder);
            case READ -> ReadSpeed.run(run, effort, folder);
            case REPLAY -> ReplaySpeed.run(run, effort, folder);
            case SYNC_EVERY_BATCH, SYNC_EVERY_10MS -> SyncCost.run(run, effort, folder);
            case OPEN -> OpenTime.run(run, effort, folder);
            case ALLOCATION -> Allocation.run(run, effort, folder);
        };
    }
}
