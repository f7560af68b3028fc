package io.ringmain.broker;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Waits until a child that was just started answers as a broker, has ended, or is late. */
record BrokerStart(Process process, int port, String clusterId, Path directory, BrokerLog log)
{
    private static final int CHECK_EVERY_MS = 20;
    private static final int ANSWER_WITHIN_MS = 2_000;

    /**
     * Waits.
     *
     * @return null when it answers, else what went wrong
     */
    String await(long deadlineNs, Duration deadline)
    {
        try
        {
            while (System.nanoTime() < deadlineNs)
            {
                if (process.waitFor(CHECK_EVERY_MS, TimeUnit.MILLISECONDS))
                {
                    return ended();
                }
                // first a bare connection: a client that is refused backs off for longer than the start takes
                if (listens() && answers())
                {
                    return null;
                }
            }
            return "The broker did not answer at " + bootstrap() + " within " + deadline.toMillis() +
                    " ms. Its last telling line: \"" + log.lastTellingLine() + "\". Its log: " + log.file();
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            return "Interrupted while waiting for the broker at " + bootstrap() + ". Its log: " + log.file();
        }
    }

    private String ended()
    {
        if (process.exitValue() == BrokerMain.EXIT_NO_BROKER)
        {
            return "The broker's classes are not on the class path: add org.apache.kafka:kafka_2.13, which Ringmain " +
                    "declares optional. Its log: " + log.file();
        }
        if (process.exitValue() == BrokerMain.EXIT_IN_USE)
        {
            return "Another broker runs in " + directory + ": stop that one, or give another directory. Its log: " +
                    log.file();
        }
        return "The broker ended with exit code " + process.exitValue() + " before it answered at " + bootstrap() +
                ". Its last telling line: \"" + log.lastTellingLine() + "\". Its log: " + log.file();
    }

    private String bootstrap()
    {
        return BrokerProcess.bootstrap(port);
    }

    private boolean listens()
    {
        try (Socket socket = new Socket())
        {
            socket.connect(BrokerProcess.onLoopback(port), ANSWER_WITHIN_MS);
            return true;
        }
        catch (IOException e)
        {
            return false;
        }
    }

    /** Whether it is our broker that answers, and not another one that took the port meanwhile. */
    private boolean answers() throws InterruptedException
    {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap(),
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false)))
        {
            String found = admin.describeCluster().clusterId().get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
            return clusterId.equals(found) && !admin.describeCluster().nodes()
                    .get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS).isEmpty();
        }
        catch (ExecutionException | TimeoutException e)
        {
            return false;
        }
    }
}
