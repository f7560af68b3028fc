package io.ringmain.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/**
 * Waits for brokers to answer for the first time. A client that speaks another protocol than the port, or to nobody, says nothing
 * at all, so after a while the ports are looked at.
 *
 * @param bootstrap where
 * @param settings  what the client was made of
 * @param patience  how long it may take
 */
record FirstAnswer(String bootstrap, Map<String, String> settings, Duration patience)
{
    /** A broker on another continent has answered by then. */
    private static final long LOOK_AFTER_NS = TimeUnit.SECONDS.toNanos(1);

    /** One that is being started again listens by then. */
    private static final long REFUSED_FOR_NS = TimeUnit.SECONDS.toNanos(2);

    /** With the start of a process before it, whoever waits for it waits less than five seconds. */
    private static final long SILENT_FOR_NS = TimeUnit.MILLISECONDS.toNanos(3_500);

    private static final int MOST_PORTS = 3;

    void await(KafkaFuture<?> answer)
    {
        long beganNs = System.nanoTime();
        long patienceNs = patience.toNanos();
        if (answered(answer, Math.min(LOOK_AFTER_NS, patienceNs / 2)))
        {
            return;
        }
        List<Port> ports = look();
        if (!answered(answer, Math.min(patienceNs, worthWaitingNs(ports)) - (System.nanoTime() - beganNs)))
        {
            throw unreachable(ports, System.nanoTime() - beganNs);
        }
    }

    /** From the beginning on. Where a port speaks what the client speaks, both may just be slow. */
    private long worthWaitingNs(List<Port> ports)
    {
        if (ports.stream().anyMatch(this::fits))
        {
            return Long.MAX_VALUE;
        }
        return ports.stream().allMatch(port -> port.speaks() == Port.Speaks.REFUSED) ? REFUSED_FOR_NS : SILENT_FOR_NS;
    }

    private boolean answered(KafkaFuture<?> answer, long withinNs)
    {
        try
        {
            answer.get(Math.max(1, withinNs), TimeUnit.NANOSECONDS);
            return true;
        }
        catch (TimeoutException e)
        {
            return false;
        }
        catch (ExecutionException e)
        {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException)
            {
                return false;
            }
            throw new AccessFailures(bootstrap, settings).of(e.getCause());
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while connecting to Kafka at " + bootstrap, e);
        }
    }

    /** Ends the waiting when no port speaks what the client speaks, and one of them something else. */
    private List<Port> look()
    {
        List<Port> ports = Stream.of(bootstrap.split(",")).map(String::trim).limit(MOST_PORTS).map(Port::look).toList();
        String wrong = null;
        for (Port port : ports)
        {
            if (fits(port))
            {
                return ports;
            }
            wrong = wrong == null ? mismatch(port) : wrong;
        }
        if (wrong != null)
        {
            throw new KafkaAccessException(wrong, null);
        }
        return ports;
    }

    private boolean fits(Port port)
    {
        return switch (port.speaks())
        {
            case TLS -> protocol().endsWith("SSL");
            case PLAINTEXT, SASL_PLAINTEXT -> protocol().equals(port.speaks().name());
            default -> false;
        };
    }

    private String mismatch(Port port)
    {
        String asked = "the client speaks security.protocol=" + protocol() + ": ";
        return switch (port.speaks())
        {
            case TLS -> "Kafka at %s speaks TLS, and %sset it to %s".formatted(port.address(), asked,
                    protocol().startsWith("SASL")
                            ? "SASL_SSL"
                            : "SSL, or SASL_SSL when the broker asks for a user");
            case PLAINTEXT -> protocol().endsWith("SSL")
                    ? "Kafka at %s speaks no TLS at that port, and %sgive the port that does, or set it to PLAINTEXT where nobody can listen in"
                            .formatted(port.address(), asked)
                    : "Kafka at %s asks for no user at that port, and %sset it to PLAINTEXT".formatted(port.address(),
                            asked);
            case SASL_PLAINTEXT -> protocol().endsWith("SSL")
                    ? "Kafka at %s speaks no TLS at that port, and %sgive the port that does, or set it to SASL_PLAINTEXT where nobody can listen in"
                            .formatted(port.address(), asked)
                    : "Kafka at %s asks for a user, and %sset it to SASL_PLAINTEXT, and sasl.mechanism to one of %s"
                            .formatted(port.address(), asked, port.detail());
            default -> null;
        };
    }

    private KafkaUnreachableException unreachable(List<Port> ports, long tookNs)
    {
        Port first = ports.stream().filter(this::fits).findFirst().orElse(ports.get(0));
        return new KafkaUnreachableException(
                switch (first.speaks())
                {
                    case REFUSED -> "nobody listens at %s (%s, %s): start the broker, or check the address"
                            .formatted(bootstrap, first.detail().toLowerCase(Locale.ROOT), tried(tookNs));
                    case UNKNOWN_HOST -> unknownHost(bootstrap);
                    case SILENT ->
                        "nobody answered as Kafka at %s (%s): is the address right, and is there a firewall between?"
                                .formatted(bootstrap, tried(tookNs));
                    case SOMETHING_ELSE ->
                        "what listens at %s is not Kafka (%s): check the address".formatted(bootstrap,
                                tried(tookNs));
                    default ->
                        "something listens at %s and speaks %s, but did not answer as Kafka (%s): %sdo its advertised.listeners name an address that can be reached from here?"
                                .formatted(bootstrap, first.speaks() == Port.Speaks.TLS ? "TLS" : "Kafka without TLS",
                                        tried(tookNs), protocol().equals("SSL")
                                                ? "does it ask for a user, so that security.protocol has to be SASL_SSL, and "
                                                : "");
                }, null);
    }

    static String unknownHost(String bootstrap)
    {
        return "the host of " + bootstrap + " is not known by that name: check the address";
    }

    private static String tried(long tookNs)
    {
        return String.format(Locale.ROOT, "tried for %.1f s", tookNs / 1e9);
    }

    private String protocol()
    {
        return settings.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT").trim()
                .toUpperCase(Locale.ROOT);
    }
}
