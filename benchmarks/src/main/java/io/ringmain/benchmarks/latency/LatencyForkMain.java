package io.ringmain.benchmarks.latency;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.fork.ForkedMain;
import io.ringmain.benchmarks.load.LoadedPath;

/** The main class of a fork. */
final class LatencyForkMain
{
    /** In place of a file, when histograms are not to be kept. */
    static final String NOWHERE = "-";

    private LatencyForkMain()
    {}

    /**
     * Measures and prints one line.
     *
     * @param args {@code full} or {@code quick}, then a run, a log of histograms, a folder that does not exist, a broker, a group
     */
    public static void main(String[] args)
    {
        ForkedMain.run(args, (words, quick) -> measure(LadderRun.parse(words), words.get(LadderRun.WORDS),
                words.subList(LadderRun.WORDS + 1, words.size())));
    }

    private static Map<String, List<Double>> measure(LadderRun run, String file, List<String> words) throws Exception
    {
        try (LoadedPath path = run.way().open(run.side(), words))
        {
            if (file.equals(NOWHERE))
            {
                return new Climb(path, run.ladder(), (rate, latency) ->
                {}).run();
            }
            try (HistogramFiles.Log log = new HistogramFiles.Log(Path.of(file), run))
            {
                return new Climb(path, run.ladder(), log).run();
            }
        }
    }
}
