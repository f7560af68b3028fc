package io.ringmain.cli;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.ringmain.cli.Surroundings.Streams;
import io.ringmain.config.NodeConfig;
import io.ringmain.event.Positioned;
import io.ringmain.kafka.Topics;
import io.ringmain.node.App;
import io.ringmain.node.Delivery;
import io.ringmain.node.Node;
import io.ringmain.node.NodeOptions;
import io.ringmain.report.Units;
import io.ringmain.web.StatusServer;
import io.ringmain.web.Watched;

/** A node from its start to the account. */
final class NodeRun
{
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Somewhat less than the half minute that orchestrators wait between SIGTERM and SIGKILL. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final NodeConfig config;
    private final Duration statusEvery;
    private final Streams streams;
    private final boolean json;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Progress progress;

    /**
     * Ready to run.
     *
     * @param statusEvery how often the status is told as JSON; null for not at all
     */
    NodeRun(NodeConfig config, Duration statusEvery, Streams streams, boolean json, Lifetime lifetime)
    {
        this.config = config;
        this.statusEvery = statusEvery;
        this.streams = streams;
        this.json = json;
        this.progress = new Progress(streams.err(), streams.terminal());
        Thread worker = Thread.currentThread();
        lifetime.patience(PATIENCE);
        // an interrupt would cut off a commit
        lifetime.stopBy(() ->
        {
            stopped.set(true);
            LockSupport.unpark(worker);
        });
    }

    int run()
    {
        Supplier<App<Positioned>> apps = AppLoader.supplier(config.app(), config.classPath().isEmpty()
                ? null
                : config.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        // named by one that becomes a partition's
        String name = apps.get().name();
        NodeOptions options = config.options();
        try (progress)
        {
            prepareTopics(options);
            Node<Positioned> node = start(apps, options);
            try
            {
                serve(node, name, options);
            }
            catch (RuntimeException | Error e)
            {
                closeAfter(e, node);
                throw e;
            }
        }
        return 0;
    }

    private void serve(Node<Positioned> node, String name, NodeOptions options)
    {
        Watched watched = new Watched(name, options.group() == null ? name : options.group(), options.from(),
                node::status, node::latency);
        try (StatusServer server = config.http() == null
                ? null
                : StatusServer.start(config.http().host(), config.http().port(), watched))
        {
            announce(options, watched, server);
            watch(node, watched);
        }
    }

    /** The node throws its failure again when it is closed, and an exception cannot suppress itself. */
    private static void closeAfter(Throwable failure, Node<Positioned> node)
    {
        try
        {
            node.close();
        }
        catch (RuntimeException e)
        {
            if (e != failure)
            {
                failure.addSuppressed(e);
            }
        }
    }

    private static Node<Positioned> start(Supplier<App<Positioned>> apps, NodeOptions options)
    {
        try
        {
            return Node.start(apps, options);
        }
        catch (IllegalArgumentException e)
        {
            throw new UserError(e.getMessage(), e);
        }
    }

    /** Creates what is missing when that is wanted, and otherwise says all of it. */
    private void prepareTopics(NodeOptions options)
    {
        try (Topics topics = Topics.connect(options.bootstrap(), options.client()))
        {
            List<String> outputs = new ArrayList<>(options.to());
            if (options.deadLetters() != null)
            {
                outputs.add(options.deadLetters());
            }
            List<String> missing = new ArrayList<>();
            int partitions = topics.partitions(options.from());
            if (partitions == 0)
            {
                missing.add(options.from());
            }
            outputs.stream().filter(topic -> topics.partitions(topic) == 0).forEach(missing::add);
            if (!missing.isEmpty() && !config.create())
            {
                throw new UserError("there is no topic " + String.join(" and no topic ", missing) + " at " +
                        options.bootstrap() + "; check the name, or let --create make what is missing " +
                        "(--create=PARTITIONS says with how many partitions)");
            }
            for (String topic : missing)
            {
                int wanted = config.partitions() > 0 ? config.partitions() : Math.max(1, partitions);
                int got = topics.ensure(topic, wanted);
                progress.done("Created topic " + topic + " with " +
                        Units.count(got, "partition") + ".");
            }
        }
    }

    private void announce(NodeOptions options, Watched watched, StatusServer server)
    {
        progress.done("Running " + watched.app() + " in group " + watched.group() + ": kafka:" + options.from() +
                " to " + options.to().stream().map(topic -> "kafka:" + topic).collect(Collectors.joining(", ")) +
                " at " + options.bootstrap() + ", " +
                (options.delivery() == Delivery.EXACTLY_ONCE ? "exactly once" : "at least once") +
                (options.standby() ? ", as a standby." : "."));
        if (server != null)
        {
            progress.done("Health is told at " + server.url() + "/");
        }
    }

    private void watch(Node<Positioned> node, Watched watched)
    {
        long startNs = System.nanoTime();
        RunStatus status = new RunStatus(watched, startNs);
        boolean failed = true;
        try
        {
            long toldNs = startNs;
            while (!stopped.get())
            {
                node.check();
                long nowNs = System.nanoTime();
                status.look(nowNs);
                if (streams.terminal())
                {
                    progress.show(nowNs, status::line);
                }
                else if (status.isNews(nowNs))
                {
                    streams.err().println(status.line());
                }
                if (statusEvery != null && nowNs - toldNs >= statusEvery.toNanos())
                {
                    toldNs = nowNs;
                    streams.out().println(status.json("status"));
                    streams.out().flush();
                }
                LockSupport.parkNanos(LOOK_AGAIN_NS);
            }
            if (streams.terminal())
            {
                progress.show(Long.MAX_VALUE, () -> "stopping: what was handled is committed");
            }
            close(node);
            failed = false;
        }
        finally
        {
            status.end(System.nanoTime(), stopped.get());
            progress.close();
            if (failed)
            {
                // the failure itself is told after this
                streams.err().println(status.account());
            }
        }
        streams.out().println(json ? status.json("summary") : status.account());
    }

    /** A failure while the process ends would not be told by anybody else. */
    private void close(Node<Positioned> node)
    {
        try
        {
            node.close();
        }
        catch (RuntimeException e)
        {
            progress.done("ringmain: the node did not stop cleanly: " + e.getMessage());
            throw e;
        }
    }
}
