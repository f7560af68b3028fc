package io.ringmain.benchmarks.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.ringmain.benchmarks.BenchException;
import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Comparison;
import io.ringmain.benchmarks.fork.DiskFolder;
import io.ringmain.benchmarks.fork.OpenedPackages;
import io.ringmain.broker.BrokerOptions;

/** {@code ringmain bench kafka}. */
@Command(name = "kafka", sortOptions = false, optionListHeading = "%nOptions:%n", header = "From topic to topic beside loops over the plain clients and Kafka Streams.", description = {
    "",
    "One broker, a process of its own, serves all sides. Each side of each case runs in a JVM of its own with the same " +
            "heap, flags and client settings, from the same input into a topic of its own, the sides in turn, over several " +
            "rounds; all that comes out is read back, counted and compared. All of it takes about an hour on two " +
            "CPUs and up to 15 GB of disk; stop other work first."})
public final class KafkaVerb extends Comparison<KafkaRun>
{
    private static final List<String> JVM_FLAGS = List.of("-Xms256m", "-Xmx256m", "-XX:+UseParallelGC",
            "-XX:-UsePerfData");

    @Option(names = "--dir", paramLabel = "DIR", description = "The broker writes in a folder within this one, on the disk to be measured, and it is removed in the end. Default: beside the benchmarks' jar.")
    private Path parent;

    @Option(names = "--setting", paramLabel = "NAME=VALUE", description = "One more setting of every side's clients, such as producer.linger.ms=20, consumer.max.poll.records=500, or with streams. one of Kafka Streams alone; may be repeated.")
    private List<String> settings = new ArrayList<>();

    private DiskFolder folder;
    private BenchBroker broker;
    private Path fork;
    private int forks;

    /** For the command line. */
    public KafkaVerb()
    {
        super(KafkaForkMain.class);
    }

    @Override
    protected List<Case<KafkaRun>> allCases()
    {
        return KafkaCases.all();
    }

    @Override
    protected List<String> jvmFlags()
    {
        List<String> flags = new ArrayList<>(JVM_FLAGS);
        flags.addAll(OpenedPackages.FLAGS);
        return flags;
    }

    @Override
    protected void before(Set<KafkaRun> runs)
    {
        checkSettings();
        folder = DiskFolder.in(parent == null ? DiskFolder.besideTheJar() : parent);
        folder.require(effort().diskBytes(), "all of it");
        Set<Input> inputs = runs.stream().map(run -> run.measure().input(effort())).flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        try
        {
            broker = BenchBroker.start(folder.next());
            broker.fill(inputs);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while the inputs were filled");
        }
    }

    private void checkSettings()
    {
        for (String setting : settings)
        {
            int equals = setting.indexOf('=');
            if (equals < 0 || !Tuning.isSetting(setting.substring(0, equals)))
            {
                throw calledWrongly("--setting is " + setting +
                        "; give one of the producers, the consumers or Kafka Streams, such as producer.linger.ms=20");
            }
        }
    }

    @Override
    protected List<String> beforeFork(KafkaRun run)
    {
        fork = folder.next();
        List<String> words = new ArrayList<>(
                List.of(broker.bootstrap(), Long.toString(broker.pid()), "bench-" + ++forks, fork.toString()));
        words.addAll(settings);
        return words;
    }

    @Override
    protected void afterFork()
    {
        try
        {
            DiskFolder.remove(fork);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void after()
    {
        if (broker != null)
        {
            broker.close();
        }
        if (folder != null)
        {
            folder.remove();
        }
    }

    @Override
    protected void describe(Map<String, String> conditions)
    {
        KafkaEffort effort = effort();
        folder.describe(conditions, effort.diskBytes() / 32);
        conditions.put("kafka", "one broker and clients of " + clientsVersion() +
                " on the same machine; Kafka Streams " + StreamsClassPath.version() +
                " with its own clients; one partition, not replicated; the broker's JVM " +
                String.join(" ", BrokerOptions.FULL_JVM) + ", its sockets' buffers the system's own");
        conditions.put("before a pass",
                "the input was written and read once; memory for the output is held and given to " +
                        "the kernel as it is written, since a virtual machine may have to ask its host for new pages");
        conditions.put("records",
                "256 bytes: a key of 8, one of " + effort.keys() + " at random, and a value of 248; " +
                        effort.passRecords() + " a pass, " + effort.countRecords() + " where keys are counted, " +
                        effort.packedEvents() + " packed");
        Map<String, String> tuned = new TreeMap<>(Tuning.throughput());
        tuned.putAll(Tuning.parse(settings));
        conditions.put("settings of every side", text(tuned) + " (a node chooses by itself how much it polls and " +
                "lets wait: " + String.join(", ", Tuning.NODE_CHOOSES) + ")" + "; while latency is measured " +
                text(Tuning.latency()) +
                (settings.isEmpty() ? "" : " and " + String.join(", ", settings)) +
                "; all acknowledgements, idempotent, a commit every " + SideJob.COMMIT_INTERVAL_MS + " ms");
        conditions.put("figures",
                "median, least and greatest of one fork a round; throughput of the second half of a pass, when the JVM is " +
                        "warm, from-start of all of it, the work of the JIT compiler included, by the broker's clock; latency open loop at " +
                        LatencyRun.PER_SECOND + "/s over " + effort.latencyMs() +
                        " ms, from when a record was due until a read_committed consumer had it; cpu of the side's " +
                        "process, its start included; broker-cpu of the broker's meanwhile; heap: the most used before a " +
                        "collection, live: after one; memory: the most that the process had of the system");
        conditions.put("sides",
                "bare-loop: at least once, commits what is acknowledged without waiting for it; transactional-loop: waits " +
                        "for its commits; streams: exactly_once_v2, one thread, caching as by default, so that it leaves out " +
                        "some counts, with a changelog; ringmain: exactly once except in pass-at-least-once and packed");
    }

    private static String clientsVersion()
    {
        Properties version = new Properties();
        try (InputStream in = ClassLoader.getSystemResourceAsStream("kafka/kafka-version.properties"))
        {
            version.load(in);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        return version.getProperty("version");
    }

    private static String text(Map<String, String> settings)
    {
        return settings.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }

    private KafkaEffort effort()
    {
        return KafkaEffort.of(quick());
    }
}
