package io.ringmain.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A Kafka broker in a child JVM. It listens on 127.0.0.1 only, and ends with this JVM, however this JVM ends.
 *
 * <p>
 * Threading: every method may be called from any thread. The child inherits the CPU affinity of the thread that starts
 * it, so start it before pinning.
 */
public final class BrokerProcess implements AutoCloseable
{
    private static final String HOST = "127.0.0.1";
    private static final int ATTEMPTS = 5;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    private final BrokerOptions options;
    private final Process process;
    private final int port;
    private final BrokerLog log;

    private BrokerProcess(BrokerOptions options, Process process, int port, BrokerLog log)
    {
        this.options = options;
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param options where, and how long that may take
     * @return a broker that answers at {@link #bootstrap()}
     * @throws BrokerException when it does not; nothing is left running then
     */
    public static BrokerProcess start(BrokerOptions options)
    {
        long deadlineNs = System.nanoTime() + options.deadline().toNanos();
        checkFree(options.port());
        BrokerLayout layout = BrokerLayout.prepare(options);
        for (int attempt = 1;; attempt++)
        {
            String clusterId = layout.clusterId();
            BrokerProcess broker = launch(options, layout, clusterId);
            String ended = new BrokerStart(broker.process, broker.port, clusterId, layout.directory(), broker.log)
                    .await(deadlineNs, options.deadline());
            if (ended == null)
            {
                return broker;
            }
            broker.kill();
            boolean portTaken = broker.log.mentions("Address already in use");
            if (portTaken && options.port() != 0)
            {
                checkFree(options.port());
            }
            // a random port may be taken between its reservation and the child's bind, and the controller's always is one
            if (!portTaken || attempt == ATTEMPTS)
            {
                throw new BrokerException(ended);
            }
        }
    }

    private static BrokerProcess launch(BrokerOptions options, BrokerLayout layout, String clusterId)
    {
        int[] ports = freePorts(options.port());
        BrokerLog log = BrokerLog.from(layout.logFile());
        Path settings = layout.writeSettings(ports[0], ports[1]);
        return new BrokerProcess(options, BrokerCommand.start(layout, settings, clusterId), ports[0], log);
    }

    static String bootstrap(int port)
    {
        return HOST + ':' + port;
    }

    /**
     * Where clients connect to.
     *
     * @return host and port
     */
    public String bootstrap()
    {
        return bootstrap(port);
    }

    /**
     * The port on 127.0.0.1.
     *
     * @return from 1 to 65535
     */
    public int port()
    {
        return port;
    }

    /**
     * The child's process id.
     *
     * @return as the operating system knows it
     */
    public long pid()
    {
        return process.pid();
    }

    /**
     * How to start the same broker again after {@link #kill()} or {@link #close()}: same data, same port.
     *
     * @return options with the port that was found
     */
    public BrokerOptions again()
    {
        return options.withPort(port);
    }

    /**
     * Whether the child runs.
     *
     * @return false once it has ended, for whatever reason
     */
    public boolean isRunning()
    {
        return process.isAlive();
    }

    /**
     * The line of the log that best says why the broker ended or is in trouble.
     *
     * @return the last error, or else the last line
     */
    public String lastTellingLine()
    {
        return log.lastTellingLine();
    }

    /** Ends the child at once, as a crash would (SIGKILL), and waits until it is gone. */
    public void kill()
    {
        process.destroyForcibly();
        if (!ended(KILL_PATIENCE))
        {
            throw new BrokerException("The broker, process " + pid() + ", is still there " + KILL_PATIENCE.toSeconds() +
                    " s after it was killed. Its log: " + log.file());
        }
    }

    /** Stops the child (SIGTERM), and kills it when it has not ended after ten seconds. */
    @Override
    public void close()
    {
        // not Process.destroy(): that closes the pipe too, by which the child would know its parent dead, and halt
        process.toHandle().destroy();
        if (!ended(STOP_PATIENCE))
        {
            kill();
        }
    }

    /** Waits without giving up on interruption: the caller wants the child gone, and the wait is bounded. */
    private boolean ended(Duration patience)
    {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try
        {
            while (true)
            {
                try
                {
                    return process.waitFor(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
                catch (InterruptedException e)
                {
                    interrupted = true;
                }
            }
        }
        finally
        {
            if (interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void checkFree(int port)
    {
        if (port == 0)
        {
            return;
        }
        try
        {
            bound(port).close();
        }
        catch (IOException e)
        {
            throw new BrokerException("Port " + port + " of " + HOST + " is taken (" + e.getMessage() +
                    "): stop what listens there, or give another port, or 0 for any that is free", e);
        }
    }

    /** The broker's, found unless it is given, and the controller's; both held until both are found, so they differ. */
    private static int[] freePorts(int brokerPort)
    {
        try (ServerSocket first = bound(brokerPort); ServerSocket second = bound(0))
        {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
        catch (IOException e)
        {
            throw new BrokerException("No free port was found on " + HOST + ": " + e, e);
        }
    }

    static InetSocketAddress onLoopback(int port) throws IOException
    {
        // by its bytes: getLoopbackAddress() may be ::1, which the broker does not listen on
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    private static ServerSocket bound(int port) throws IOException
    {
        ServerSocket socket = new ServerSocket();
        try
        {
            socket.setReuseAddress(true);
            socket.bind(onLoopback(port));
            return socket;
        }
        catch (IOException e)
        {
            socket.close();
            throw e;
        }
    }
}
