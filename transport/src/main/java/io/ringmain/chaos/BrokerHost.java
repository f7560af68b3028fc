package io.ringmain.chaos;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;

/**
 * The broker, which is killed and comes back with the same data at the same address. On loopback, and where the nodes have
 * namespaces of their own, on their switch too. Threading: one thread; starting again runs beside it.
 */
final class BrokerHost implements AutoCloseable
{
    private static final String LOG = "broker.log";
    /** What a group coordinator says that has mixed up two readings of its log, and what follows from that. */
    private static final Pattern MIXED_UP = Pattern.compile(
            "(Ignored load completion from __consumer_offsets\\S* because context is in ACTIVE state" +
                    "|The state machine of the coordinator __consumer_offsets\\S* is out of sync" +
                    "|Failed to load metadata from __consumer_offsets\\S* with epoch \\d+ due to Replaying)");

    private final BrokerOptions options;
    private final String nodesBootstrap;
    private BrokerProcess broker;
    private CompletableFuture<BrokerProcess> starting;

    private BrokerHost(BrokerOptions options, String nodesBootstrap)
    {
        this.options = options;
        this.nodesBootstrap = nodesBootstrap;
    }

    /**
     * Starts it.
     *
     * @param directory for its data and its log
     * @param links     null when the nodes are on loopback
     */
    static BrokerHost start(Path directory, Links links)
    {
        int[] ports = freePorts();
        Map<String, String> settings = new HashMap<>();
        String sessionMs = Long.toString(ChaosPlan.SESSION_TIMEOUT_MS);
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.session.timeout.ms", "1000");
        settings.put("group.consumer.session.timeout.ms", sessionMs);
        // the ends of transactions are not kept in the log of the groups for a day
        settings.put("log.cleaner.delete.retention.ms", "1000");
        // a transaction that nobody ends is given up soon after it has timed out
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        String nodesBootstrap = "127.0.0.1:" + ports[0];
        if (links != null)
        {
            nodesBootstrap = links.host() + ':' + ports[1];
            // beside those of BrokerProcess
            settings.put("listeners", "NODES://" + nodesBootstrap);
            settings.put("listener.security.protocol.map", "NODES:PLAINTEXT");
            settings.put("inter.broker.listener.name", "PLAINTEXT");
        }
        BrokerHost host = new BrokerHost(BrokerOptions.in(directory.resolve("broker"), directory.resolve(LOG))
                .withPort(ports[0]).withSettings(settings), nodesBootstrap);
        host.broker = BrokerProcess.start(host.options);
        return host;
    }

    /** Held until both are found, so that they differ. */
    private static int[] freePorts()
    {
        try (ServerSocket first = new ServerSocket(0); ServerSocket second = new ServerSocket(0))
        {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
        catch (IOException e)
        {
            throw new ChaosFailure("No free ports were found: " + e, e);
        }
    }

    /** Whether the broker has lost what it knew of groups, by its log; then nothing is proven of the nodes. */
    static Optional<String> lostGroups(Path directory) throws IOException
    {
        try (Stream<String> lines = Files.lines(directory.resolve(LOG), StandardCharsets.UTF_8))
        {
            return lines.map(MIXED_UP::matcher).filter(Matcher::find).map(Matcher::group).findFirst();
        }
    }

    /** For those on loopback. */
    String bootstrap()
    {
        return "127.0.0.1:" + options.port();
    }

    /** For the nodes. */
    String nodesBootstrap()
    {
        return nodesBootstrap;
    }

    /** Whether it has not been killed, or is back. Throws when it has ended by itself, or did not come back. */
    boolean isUp()
    {
        if (starting != null && starting.isDone())
        {
            try
            {
                broker = starting.join();
            }
            catch (CompletionException e)
            {
                throw new ChaosFailure("The broker did not come back: " + e.getCause().getMessage(), e);
            }
            starting = null;
        }
        if (broker != null && !broker.isRunning())
        {
            throw new ChaosFailure("The broker has ended by itself: " + broker.lastTellingLine());
        }
        return broker != null;
    }

    void kill()
    {
        broker.kill();
        broker = null;
    }

    void startAgain()
    {
        if (starting == null)
        {
            starting = CompletableFuture.supplyAsync(() -> BrokerProcess.start(options));
        }
    }

    @Override
    public void close()
    {
        if (starting != null)
        {
            // bounded by the broker's own deadline
            broker = starting.handle((started, e) -> started).join();
        }
        if (broker != null)
        {
            broker.kill();
            broker = null;
        }
    }
}
