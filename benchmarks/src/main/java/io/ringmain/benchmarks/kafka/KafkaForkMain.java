package io.ringmain.benchmarks.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.ringmain.benchmarks.BenchException;
import io.ringmain.benchmarks.fork.ForkedMain;

/**
 * The main class of a fork. It starts the side as a child, so that the load and the check are no part of what is measured.
 */
final class KafkaForkMain
{
    private static final int RUN_WORDS = 3;

    private KafkaForkMain()
    {}

    /**
     * Measures and prints one line.
     *
     * @param args {@code full} or {@code quick}, then a run, a broker, its process id, a group, a folder that does not exist,
     *             and settings
     */
    public static void main(String[] args)
    {
        ForkedMain.run(args, (words, quick) -> measure(words, KafkaEffort.of(quick)));
    }

    private static Map<String, List<Double>> measure(List<String> words, KafkaEffort effort) throws Exception
    {
        KafkaLogging.apply();
        KafkaRun run = KafkaRun.parse(words);
        Measure measure = run.measure();
        String bootstrap = words.get(RUN_WORDS);
        String pid = words.get(RUN_WORDS + 1);
        ProcessHandle broker = ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new BenchException("the broker, process " + pid + ", has ended"));
        String group = words.get(RUN_WORDS + 2);
        Path folder = Files.createDirectory(Path.of(words.get(RUN_WORDS + 3)));
        Map<String, String> settings = new TreeMap<>(
                measure == Measure.LATENCY ? Tuning.latency() : Tuning.throughput());
        if (run.side() == Side.RINGMAIN)
        {
            settings.keySet().removeAll(Tuning.NODE_CHOOSES);
        }
        settings.putAll(Tuning.parse(words.subList(RUN_WORDS + 4, words.size())));
        String in = measure.input(effort).map(Input::topic).orElse(group + "-in");
        SideJob job = new SideJob(run.side(), measure.work(), measure.layout(), run.exactlyOnce(), bootstrap, in,
                group + "-out", group, folder, settings);
        try (BenchTopics topics = new BenchTopics(bootstrap))
        {
            Map<String, List<Double>> figures = switch (measure)
            {
                case PASS, COUNT, PACKED ->
                    ThroughputPass.run(job, measure.input(effort).orElseThrow(), topics, broker);
                case LATENCY -> LatencyRun.run(job, effort);
                case TAKEOVER, TAKEOVER_SMALL, TAKEOVER_LARGE ->
                    new TakeoverRun(job, measure.stateKeys(effort), topics).run();
            };
            topics.deleteAll(group + '-');
            return figures;
        }
    }
}
