package io.ringmain.broker;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;

import org.apache.kafka.common.Uuid;

/**
 * The broker's data directory:
 *
 * <pre>
 *   log/                 Kafka's own: topics, metadata
 *   tmp/                 java.io.tmpdir, for the native libraries that compression unpacks
 *   lock                 held by the running child
 *   server.properties    written anew for each start
 * </pre>
 */
final class BrokerLayout
{
    private static final String MEGABYTE = Integer.toString(1 << 20);
    private static final String SIGNATURE = "written anew for each start";

    private final BrokerOptions options;
    private final Path directory;

    List<String> jvmFlags()
    {
        return options.jvmFlags();
    }

    private BrokerLayout(BrokerOptions options)
    {
        this.options = options;
        this.directory = options.dataDirectory().toAbsolutePath().normalize();
    }

    /** Makes the directories, and finds out now rather than in the child whether they can be written to. */
    static BrokerLayout prepare(BrokerOptions options)
    {
        BrokerLayout layout = new BrokerLayout(options);
        try
        {
            Files.createDirectories(layout.log());
            Files.createDirectories(layout.temporary());
            Files.delete(Files.createTempFile(layout.log(), "writable", ".probe"));
        }
        catch (IOException e)
        {
            throw new BrokerException("The broker's data directory " + layout.directory + " cannot be written to (" +
                    e + "): give another, or the right to write there", e);
        }
        try
        {
            Files.createDirectories(layout.logFile().getParent());
            Files.newOutputStream(layout.logFile(), StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND).close();
        }
        catch (IOException e)
        {
            throw new BrokerException("The broker's log file " + layout.logFile() + " cannot be written to (" + e +
                    "): give another, or the right to write there", e);
        }
        return layout;
    }

    /** A folder of Kafka's own has a file of that name, which is its owner's. */
    private static void refuseForeign(Path file)
    {
        try
        {
            if (Files.exists(file) && !Files.readString(file).startsWith("#" + SIGNATURE))
            {
                throw new BrokerException(file + " was not written by this command, which would replace it; " +
                        "give the broker an empty folder, or one of its own");
            }
        }
        catch (IOException e)
        {
            throw new BrokerException(file + " cannot be read: " + e, e);
        }
    }

    Path directory()
    {
        return directory;
    }

    Path log()
    {
        return directory.resolve("log");
    }

    Path lock()
    {
        return directory.resolve("lock");
    }

    Path temporary()
    {
        return directory.resolve("tmp");
    }

    Path logFile()
    {
        return options.logFile().toAbsolutePath();
    }

    /** The id in the storage, or a new one when it was never formatted. Tells our broker from another on the same port. */
    String clusterId()
    {
        Path meta = log().resolve("meta.properties");
        if (!Files.exists(meta))
        {
            return Uuid.randomUuid().toString();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(meta))
        {
            properties.load(reader);
        }
        catch (IOException e)
        {
            throw new BrokerException(meta + " cannot be read: " + e, e);
        }
        return properties.getProperty("cluster.id", "");
    }

    Path writeSettings(int port, int controllerPort)
    {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        p.setProperty("controller.listener.names", "CONTROLLER");
        String listeners = "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort;
        String protocols = "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT";
        p.setProperty("log.dirs", log().toString());
        // a cluster of one: no replica to wait for, no group to gather
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "1");
        // what it reads when it starts again stays short; half read when it elects itself a second time, which a broker that
        // was killed does, it mixes up (docs/scaling.md, the brokers' own topics)
        p.setProperty("offsets.topic.segment.bytes", MEGABYTE);
        p.setProperty("transaction.state.log.segment.bytes", MEGABYTE);
        p.setProperty("log.cleaner.backoff.ms", "1000");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("group.consumer.heartbeat.interval.ms", "500");
        p.setProperty("group.consumer.min.heartbeat.interval.ms", "500");
        // back in 2 s after a kill instead of 11 s
        p.setProperty("broker.session.timeout.ms", "1000");
        p.setProperty("broker.heartbeat.interval.ms", "200");
        p.putAll(options.settings());
        // Ringmain's own listeners stay: it waits for one of them to answer, and only it knows their ports
        append(p, "listeners", listeners);
        append(p, "listener.security.protocol.map", protocols);

        Path file = directory.resolve("server.properties");
        refuseForeign(file);
        try (Writer writer = Files.newBufferedWriter(file))
        {
            p.store(writer, SIGNATURE);
        }
        catch (IOException e)
        {
            throw new BrokerException(file + " cannot be written: " + e, e);
        }
        return file;
    }

    private void append(Properties p, String name, String ours)
    {
        String further = options.settings().get(name);
        p.setProperty(name, further == null ? ours : ours + ',' + further);
    }
}
