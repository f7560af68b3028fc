package io.ringmain.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import io.ringmain.kafka.GroupAdmin;
import io.ringmain.kafka.Topics;

/**
 * Nodes, a broker and a feed, and what goes wrong with them; then everything is healed, the group must come to rest, and all
 * that was committed is compared with the answer.
 *
 * <p>
 * Threading: one thread, which runs all of it; the feed, the watch and each process have a thread beside it.
 */
public final class Chaos
{
    /** How long it may take from the end of all faults until every input has its output. */
    public static final Duration REST = Duration.ofSeconds(60);

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration FLUSH = Duration.ofSeconds(30);
    private static final Duration WARM = Duration.ofSeconds(2);
    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ChaosOptions options;
    private final ChaosPlan plan;
    private final Consumer<? super ChaosAccount> listener;
    private final BooleanSupplier stop;
    private final Diary diary;
    private final FedInput input;
    private final Outages outages = new Outages();

    private String withoutCuts;
    private Cluster cluster;
    private Feed feed;
    private Watch watch;
    private String phase = "starting";
    private long endNs;
    private long restNs;

    private Chaos(ChaosOptions options, Consumer<? super ChaosAccount> listener, BooleanSupplier stop)
    {
        this.options = options;
        this.listener = listener;
        this.stop = stop;
        plan = ChaosPlan.of(options.seed(), TimeUnit.NANOSECONDS.toMillis(options.faultsNs()));
        diary = new Diary(options.directory());
        input = new FedInput(options.partitions());
    }

    /**
     * Runs one plan of faults.
     *
     * @param options  how long, and where
     * @param listener is told many times a second, on the calling thread
     * @param stop     asked as often whether to end before time, without a check
     * @return what was done
     * @throws ChaosException when a promise was broken; the directory has all logs
     */
    public static ChaosAccount run(ChaosOptions options, Consumer<? super ChaosAccount> listener, BooleanSupplier stop)
    {
        return new Chaos(options, listener, stop).run();
    }

    private ChaosAccount run()
    {
        diary.note("seed %d: %s".formatted(options.seed(), plan.setting()));
        try (Links links = Links.make(why -> withoutCuts = why);
                BrokerHost broker = BrokerHost.start(options.directory(), links))
        {
            makeTopics(broker.bootstrap());
            try (Cluster all = new Cluster(options, plan, input, outages, diary, links, broker))
            {
                cluster = all;
                work(broker.bootstrap());
            }
            return account();
        }
        catch (ChaosFailure e)
        {
            diary.note("FAILED: " + e.getMessage());
            throw new ChaosException("%s%n  %s; seed %d, %s%s".formatted(e.getMessage(),
                    cluster == null ? "nothing ran yet" : cluster.state(), options.seed(), plan.setting(), ofBroker()),
                    e, account());
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private String ofBroker()
    {
        try
        {
            return BrokerHost.lostGroups(options.directory()).map(
                    line -> "%n  The broker itself has lost what it knew of the group, as its log says: \"%s\". That is a fault of Kafka's coordinator (docs/scaling.md, the brokers' own topics); try another seed."
                            .formatted(line))
                    .orElse("");
        }
        catch (IOException | UncheckedIOException e)
        {
            return "%n  (the broker's log cannot be read: %s)".formatted(e);
        }
    }

    private void makeTopics(String bootstrap)
    {
        try (Topics topics = Topics.connect(bootstrap))
        {
            topics.ensure(ChaosApp.INPUT, options.partitions());
            topics.ensure(ChaosApp.OUTPUT, options.partitions());
        }
    }

    private void work(String bootstrap) throws IOException
    {
        cluster.start(options.nodes());
        await("every node is ready", START, cluster::isReady);
        try (Feed feeding = Feed.start(bootstrap, input, options.perSecond(), options.seed());
                Watch watching = Watch.start(bootstrap, options.partitions(), outages))
        {
            feed = feeding;
            watch = watching;
            await("there is output", START, () -> watch.outputs() > 0);
            pause(WARM);
            makeFaults();
            comeToRest(bootstrap);
        }
        if (!stop.getAsBoolean())
        {
            phase = "comparing";
            compare(bootstrap);
        }
    }

    private void makeFaults() throws IOException
    {
        phase = "faults";
        long beginNs = System.nanoTime();
        endNs = beginNs + options.faultsNs();
        Deque<Fault> left = new ArrayDeque<>(plan.faults());
        for (long nowNs = beginNs; nowNs - endNs < 0 && !stop.getAsBoolean(); nowNs = System.nanoTime())
        {
            while (!left.isEmpty() && TimeUnit.MILLISECONDS.toNanos(left.peek().atMs()) <= nowNs - beginNs)
            {
                cluster.hit(left.poll(), nowNs);
            }
            turn();
        }
    }

    private void comeToRest(String bootstrap) throws IOException
    {
        phase = "coming to rest";
        long beginNs = System.nanoTime();
        diary.note("all faults are undone");
        cluster.heal(beginNs);
        await("every node is ready again", REST, cluster::isReady);
        try
        {
            feed.finish(FLUSH);
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        diary.note("the feed has ended with %d records".formatted(input.total()));
        try (GroupAdmin admin = GroupAdmin.open(bootstrap, NodePlan.GROUP, Map.of()))
        {
            awaitOutputs(bootstrap);
            await("every input is committed", REST, () -> isCommitted(admin));
        }
        restNs = System.nanoTime() - beginNs;
        diary.note("the group has come to rest");
        phase = "ending";
        cluster.end(System.nanoTime());
        await("every node has ended", REST, cluster::isEmpty);
    }

    /** When some do not come, which they are says more than how many. */
    private void awaitOutputs(String bootstrap) throws IOException
    {
        try
        {
            await("%d inputs have their outputs".formatted(input.total()), REST,
                    () -> watch.outputs() >= input.total());
        }
        catch (ChaosFailure late)
        {
            diary.note(late.getMessage());
            compare(bootstrap);
            throw late;
        }
    }

    private boolean isCommitted(GroupAdmin admin)
    {
        try
        {
            Map<TopicPartition, Long> committed = admin.committed();
            int[] ends = input.ends();
            for (int partition = 0; partition < ends.length; partition++)
            {
                if (committed.getOrDefault(new TopicPartition(ChaosApp.INPUT, partition), 0L) != ends[partition])
                {
                    return false;
                }
            }
            return true;
        }
        catch (KafkaException e)
        {
            // asked again
            return false;
        }
    }

    private void compare(String bootstrap)
    {
        OutputCheck check = new OutputReading(bootstrap, options.partitions(), this::tell, stop)
                .readAll(new OutputCheck(input));
        if (!stop.getAsBoolean() && !check.isRight())
        {
            throw new ChaosFailure(new Verdict(check, diary).text());
        }
    }

    private void await(String what, Duration patience, BooleanSupplier condition) throws IOException
    {
        long beginNs = System.nanoTime();
        long lookedNs = beginNs - LOOK_NS;
        while (!stop.getAsBoolean())
        {
            long nowNs = System.nanoTime();
            if (nowNs - lookedNs >= LOOK_NS)
            {
                if (condition.getAsBoolean())
                {
                    return;
                }
                lookedNs = nowNs;
            }
            if (nowNs - beginNs > patience.toNanos())
            {
                throw new ChaosFailure("Waited %d s in vain until %s: %d inputs, %d outputs".formatted(
                        patience.toSeconds(), what, input.total(), watch == null ? 0 : watch.outputs()));
            }
            turn();
        }
    }

    private void pause(Duration duration) throws IOException
    {
        long beginNs = System.nanoTime();
        while (System.nanoTime() - beginNs < duration.toNanos() && !stop.getAsBoolean())
        {
            turn();
        }
    }

    private void turn() throws IOException
    {
        cluster.turn(System.nanoTime());
        if (feed != null)
        {
            feed.check();
            watch.check();
        }
        tell();
        LockSupport.parkNanos(TURN_NS);
    }

    private void tell()
    {
        listener.accept(account());
    }

    private ChaosAccount account()
    {
        return new ChaosAccount(phase, "faults".equals(phase) ? Math.max(0, endNs - System.nanoTime()) : 0,
                input.total(), watch == null ? 0 : watch.outputs(), cluster == null ? Map.of() : cluster.done(),
                cluster == null ? 0 : cluster.nodes(), cluster == null ? Map.of() : cluster.selfEnded(),
                cluster == null ? 0 : cluster.rebalances(), cluster == null ? 0 : cluster.replayed(),
                watch == null ? 0 : watch.longestPauseNs(), outages.takeovers(), restNs, plan.setting(), withoutCuts);
    }
}
