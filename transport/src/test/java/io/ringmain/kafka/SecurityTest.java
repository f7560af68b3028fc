package io.ringmain.kafka;

import static io.ringmain.kafka.SecuredBroker.SECRET;
import static io.ringmain.kafka.SecuredBroker.with;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.log.RecordSource.Polled;

/** Connections that are encrypted and checked on both sides, against a broker that demands it, and how each fails. */
@Timeout(120)
class SecurityTest
{
    private static final long PROMISE_MS = 5_000;
    private static final String WRONG = "wrong-0815";

    @TempDir
    private static Path folder;
    private static SecuredBroker broker;

    @BeforeAll
    static void startBroker() throws Exception
    {
        broker = SecuredBroker.start(folder);
        // what the first connection of a process takes for its classes is not what is measured
        Topics.connect(broker.at("SASL"), broker.sasl("PLAIN", SECRET)).close();
    }

    @AfterAll
    static void stopBroker()
    {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS", "MUTUAL", "SCRAM-SHA-512", "PLAIN"})
    void shouldWriteAndReadWithoutAComplaintWhenAllIsRight(String way)
    {
        String bootstrap = broker.at(way.equals("TLS") || way.equals("MUTUAL") ? way : "SASL");
        // of each client's own one setting, which the others do not know
        Map<String, String> settings = with(right(way), "linger.ms", "1", "fetch.max.wait.ms", "100", "retries", "7");
        String topic = "right-" + way;
        try (Complaints complaints = new Complaints(); Topics topics = Topics.connect(bootstrap, settings))
        {
            assertEquals(1, topics.ensure(topic, 1));

            io.ringmain.log.LogRecord record = new io.ringmain.log.LogRecord();
            try (KafkaSink sink = KafkaSink.open(bootstrap, topic, KafkaSink.Placing.AS_IT_WAS, settings, notice ->
            {}))
            {
                record.key(Note.bytes("k")).value(Note.bytes("v")).position(0, 0);
                sink.write(record);
            }
            try (KafkaSource source = KafkaSource
                    .open(new KafkaSourceOptions(bootstrap, topic, "group", Map.of(), false, settings)))
            {
                Polled polled = source.next(record.clear());
                while (polled == Polled.NOTHING_YET)
                {
                    polled = source.next(record.clear());
                }
                assertSame(Polled.RECORD, polled);
                source.taken(1);
            }

            assertArrayEquals(Note.bytes("v"), record.valueBytes());
            assertEquals(Map.of(0, 1L), topics.committedOffsets("group", topic));
            assertEquals(List.of(), complaints.lines);
        }
    }

    @Test
    void shouldConnectWhenCertificatesStandInTheSettingsThemselves() throws Exception
    {
        String pem = Files.readString(broker.certificates().brokerPem());
        Map<String, String> settings = Map.of("security.protocol", "SSL", "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", pem);

        Topics.connect(broker.at("TLS"), settings).close();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldSayInOneLineWhatToDoWhenClientAndBrokerDoNotFit(Failure failure)
    {
        long beganNs = System.nanoTime();
        RuntimeException e = assertThrows(RuntimeException.class,
                () -> Topics.connect(failure.bootstrap, failure.settings));
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);

        assertTrue(e.getMessage().contains(failure.message), e.getMessage());
        assertTrue(e.getMessage().contains(failure.bootstrap) || e.getMessage().contains(".location=") ||
                e.getMessage().contains("sasl.jaas.config"), e.getMessage());
        assertSame(failure.unreachable ? KafkaUnreachableException.class : KafkaAccessException.class, e.getClass());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        assertTrue(tookMs < PROMISE_MS, tookMs + " ms");
        for (Throwable it = e; it != null; it = it.getCause())
        {
            assertFalse(it.toString().contains(SECRET) || it.toString().contains(WRONG), it.toString());
        }
    }

    static Stream<Failure> failures() throws Exception
    {
        Map<String, String> scram = broker.sasl("SCRAM-SHA-512", SECRET);
        String stranger = broker.certificates().clientPem().toString();
        return Stream.of(
                access("SASL", broker.sasl("SCRAM-SHA-512", WRONG),
                        "does not accept the user or the password (SCRAM-SHA-512): check username and password"),
                access("SASL", broker.sasl("PLAIN", WRONG), "does not accept the user or the password (PLAIN)"),
                access("SASL", with(scram, "sasl.mechanism", "SCRAM-SHA-256"),
                        "does not take SASL mechanism SCRAM-SHA-256: set sasl.mechanism to one of SCRAM-SHA-512, PLAIN"),
                access("TLS", with(broker.tls(), "ssl.truststore.location", stranger),
                        "is not signed by anybody whom the client trusts (" + stranger +
                                "): set ssl.truststore.location"),
                access("TLS", Map.of("security.protocol", "SSL"),
                        "is not signed by anybody whom the client trusts: set"),
                access("MISNAMED",
                        with(broker.tls(), "ssl.truststore.location", broker.certificates().misnamedPem().toString()),
                        "is for another host (No subject alternative names matching IP address 127.0.0.1 found)"),
                access("MUTUAL", broker.tls(),
                        "demands a certificate of the client, which has none: set ssl.keystore.location"),
                access("MUTUAL",
                        with(broker.mutual(), "ssl.keystore.location", broker.certificates().misnamed().toString()),
                        "does not accept the client's certificate in " + broker.certificates().misnamed()),
                access("TLS", Map.of(), "speaks TLS, and the client speaks security.protocol=PLAINTEXT: set it to SSL"),
                access("SASL", with(scram, "security.protocol", "SASL_PLAINTEXT"),
                        "speaks TLS, and the client speaks security.protocol=SASL_PLAINTEXT: set it to SASL_SSL"),
                access("OPEN_SASL", Map.of(),
                        "asks for a user, and the client speaks security.protocol=PLAINTEXT: set it to SASL_PLAINTEXT, " +
                                "and sasl.mechanism to one of SCRAM-SHA-512"),
                access("PLAINTEXT", broker.tls(), "speaks no TLS at that port"),
                access("OPEN_SASL", scram, "speaks no TLS at that port"),
                access("TLS", scram,
                        "asks for no user at that port: give the port that does, or set security.protocol=SSL"),
                access("MUTUAL", with(broker.mutual(), "ssl.keystore.password", WRONG),
                        "ssl.keystore.location=" + broker.certificates().client() +
                                " cannot be used: ssl.keystore.password or ssl.key.password is wrong"),
                access("TLS", with(broker.tls(), "ssl.truststore.location", "/nowhere/x.pem"),
                        "ssl.truststore.location=/nowhere/x.pem cannot be used: there is no such file"),
                access("TLS", Map.of("security.protocol", "SSL", "ssl.truststore.location", stranger),
                        "it is no keystore of Java's: set ssl.truststore.type, to PEM or PKCS12"),
                access("SASL", with(scram, "sasl.jaas.config", "x required password=\"a\"" + WRONG + "\";"),
                        "sasl.jaas.config is not in its form, and is not shown since there is a password in it: write " +
                                "org.apache.kafka.common.security.scram.ScramLoginModule required username="),
                access("SASL", with(broker.tls(), "security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"),
                        "security.protocol=SASL_SSL needs a user: set sasl.jaas.config="),
                new Failure("127.0.0.1:1", Map.of(), "nobody listens at 127.0.0.1:1 (connection refused", true),
                new Failure("no-such-host.invalid:9092", broker.tls(), "is not known by that name", true));
    }

    @Test
    void shouldLetInByAnotherAddressWhenTheFirstIsWrong()
    {
        Topics.connect("127.0.0.1:1," + broker.at("TLS"), broker.tls()).close();
    }

    private Map<String, String> right(String way)
    {
        return switch (way)
        {
            case "TLS" -> broker.tls();
            case "MUTUAL" -> broker.mutual();
            default -> broker.sasl(way, SECRET);
        };
    }

    private static Failure access(String listener, Map<String, String> settings, String message)
    {
        return new Failure(listener.equals("PLAINTEXT") ? broker.plaintext() : broker.at(listener), settings, message,
                false);
    }

    record Failure(String bootstrap, Map<String, String> settings, String message, boolean unreachable)
    {
        @Override
        public String toString()
        {
            return message;
        }
    }

    /** What Kafka's clients log as a warning. */
    private static final class Complaints extends Handler implements AutoCloseable
    {
        private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

        private final List<String> lines = new CopyOnWriteArrayList<>();

        Complaints()
        {
            KAFKA.addHandler(this);
        }

        @Override
        public void publish(LogRecord line)
        {
            if (line.getLevel().intValue() >= Level.WARNING.intValue())
            {
                lines.add(line.getMessage());
            }
        }

        @Override
        public void flush()
        {
            // nothing is kept back
        }

        @Override
        public void close()
        {
            KAFKA.removeHandler(this);
        }
    }
}
