package io.ringmain.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How to run a broker.
 *
 * @param dataDirectory everything the broker writes goes below it, except the log file; made when absent, and used again
 *                      when it holds a broker's data
 * @param logFile       takes what the broker prints and logs; appended to
 * @param port          of 127.0.0.1; 0 for any that is free
 * @param deadline      how long it may take until it answers
 * @param settings      broker settings that come on top of Ringmain's, or replace them; {@code listeners} and
 *                      {@code listener.security.protocol.map} are added to Ringmain's own
 * @param jvmFlags      heap, collector and compiler of the broker's JVM
 */
public record BrokerOptions(Path dataDirectory, Path logFile, int port, Duration deadline, Map<String, String> settings,
        List<String> jvmFlags)
{
    /** Start-up and memory before peak speed: 2 s and 200 MB. */
    public static final List<String> SMALL_JVM = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** As Kafka's own start script has it: for a broker that is to be as fast as it can be, once it is warm. */
    public static final List<String> FULL_JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35", "-XX:+ExplicitGCInvokesConcurrent");

    /** What a start may take, unless told otherwise; it usually takes two seconds. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

    /** Checks what can be checked without touching the disk. */
    public BrokerOptions
    {
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(logFile, "logFile");
        if (port < 0 || port > 65_535)
        {
            throw new IllegalArgumentException(
                    "The broker's port is " + port + ": give one from 1 to 65535, or 0 for any that is free");
        }
        if (deadline.isNegative() || deadline.isZero())
        {
            throw new IllegalArgumentException("The broker's deadline is " + deadline + ": give a positive one");
        }
        settings = Map.copyOf(settings);
        jvmFlags = List.copyOf(jvmFlags);
    }

    /**
     * Any free port, {@link #DEFAULT_DEADLINE}, no settings of one's own, {@link #SMALL_JVM}.
     *
     * @param dataDirectory as above
     * @param logFile       as above
     * @return options to start with
     */
    public static BrokerOptions in(Path dataDirectory, Path logFile)
    {
        return new BrokerOptions(dataDirectory, logFile, 0, DEFAULT_DEADLINE, Map.of(), SMALL_JVM);
    }

    /**
     * The same on another port.
     *
     * @param newPort 0 for any that is free
     * @return a copy
     */
    public BrokerOptions withPort(int newPort)
    {
        return new BrokerOptions(dataDirectory, logFile, newPort, deadline, settings, jvmFlags);
    }

    /**
     * The same with another deadline.
     *
     * @param newDeadline how long it may take until the broker answers
     * @return a copy
     */
    public BrokerOptions withDeadline(Duration newDeadline)
    {
        return new BrokerOptions(dataDirectory, logFile, port, newDeadline, settings, jvmFlags);
    }

    /**
     * The same with broker settings of one's own.
     *
     * @param newSettings on top of Ringmain's
     * @return a copy
     */
    public BrokerOptions withSettings(Map<String, String> newSettings)
    {
        return new BrokerOptions(dataDirectory, logFile, port, deadline, newSettings, jvmFlags);
    }

    /**
     * The same in another JVM.
     *
     * @param newFlags heap, collector and compiler, such as {@link #FULL_JVM}
     * @return a copy
     */
    public BrokerOptions withJvmFlags(List<String> newFlags)
    {
        return new BrokerOptions(dataDirectory, logFile, port, deadline, settings, newFlags);
    }
}
