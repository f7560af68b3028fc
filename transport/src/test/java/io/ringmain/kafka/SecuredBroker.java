package io.ringmain.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;

/**
 * A broker that listens in every way that a client may have to speak, and what a client needs for each.
 *
 * <pre>
 *   PLAINTEXT   nothing
 *   TLS         encrypted
 *   MISNAMED    encrypted, with a certificate for another host
 *   MUTUAL      encrypted, and the client has to show a certificate
 *   SASL        encrypted, and the client has to say who it is, by SCRAM-SHA-512 or PLAIN
 *   OPEN_SASL   the same, not encrypted
 * </pre>
 */
final class SecuredBroker implements AutoCloseable
{
    /** Of every user and every store of the client's, so that one search finds out whether it was told. */
    static final String SECRET = "pa$$w0rd-4711";
    static final String USER = "alice";

    private static final Map<String, String> PROTOCOLS = new LinkedHashMap<>();

    static
    {
        PROTOCOLS.put("TLS", "SSL");
        PROTOCOLS.put("MISNAMED", "SSL");
        PROTOCOLS.put("MUTUAL", "SSL");
        PROTOCOLS.put("SASL", "SASL_SSL");
        PROTOCOLS.put("OPEN_SASL", "SASL_PLAINTEXT");
    }

    private final BrokerProcess process;
    private final Map<String, Integer> ports;
    private final Certificates certificates;

    private SecuredBroker(BrokerProcess process, Map<String, Integer> ports, Certificates certificates)
    {
        this.process = process;
        this.ports = ports;
        this.certificates = certificates;
    }

    static SecuredBroker start(Path folder) throws Exception
    {
        Certificates certificates = Certificates.make(folder);
        Map<String, Integer> ports = freePorts();
        BrokerProcess process = BrokerProcess
                .start(BrokerOptions.in(folder.resolve("data"), folder.resolve("broker.log"))
                        .withSettings(settings(ports, certificates)));
        try
        {
            addUser(process);
            return new SecuredBroker(process, ports, certificates);
        }
        catch (ExecutionException e)
        {
            process.close();
            throw e;
        }
    }

    Certificates certificates()
    {
        return certificates;
    }

    String plaintext()
    {
        return process.bootstrap();
    }

    /** Where a listener listens. */
    String at(String listener)
    {
        return "127.0.0.1:" + ports.get(listener);
    }

    /** Trusts the broker. */
    Map<String, String> tls()
    {
        return Map.of("security.protocol", "SSL", "ssl.truststore.type", "PEM", "ssl.truststore.location",
                certificates.brokerPem().toString());
    }

    /** Trusts the broker and shows a certificate. */
    Map<String, String> mutual()
    {
        return with(tls(), "ssl.keystore.type", "PKCS12", "ssl.keystore.location", certificates.client().toString(),
                "ssl.keystore.password", SECRET, "ssl.key.password", SECRET);
    }

    /** Trusts the broker and says who it is. */
    Map<String, String> sasl(String mechanism, String password)
    {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return with(tls(), "security.protocol", "SASL_SSL", "sasl.mechanism", mechanism, "sasl.jaas.config",
                "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";".formatted(module, USER,
                        password));
    }

    /** The same with further or other settings. */
    static Map<String, String> with(Map<String, String> settings, String... more)
    {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2)
        {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static Map<String, String> settings(Map<String, Integer> ports, Certificates certificates)
    {
        String open = "listener.name.open_sasl.";
        String closed = "listener.name.sasl.";
        String plain = "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";".formatted(
                USER,
                SECRET);
        String scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
        return with(Map.of(), "listeners",
                ports.entrySet().stream().map(port -> port.getKey() + "://127.0.0.1:" + port.getValue())
                        .collect(Collectors.joining(",")),
                "listener.security.protocol.map",
                PROTOCOLS.entrySet().stream().map(one -> one.getKey() + ":" + one.getValue())
                        .collect(Collectors.joining(",")),
                "ssl.keystore.type", "PKCS12", "ssl.keystore.location", certificates.broker().toString(),
                "ssl.keystore.password", SECRET, "ssl.key.password", SECRET,
                "listener.name.misnamed.ssl.keystore.type", "PKCS12",
                "listener.name.misnamed.ssl.keystore.location", certificates.misnamed().toString(),
                "listener.name.misnamed.ssl.keystore.password", SECRET,
                "listener.name.misnamed.ssl.key.password", SECRET,
                "listener.name.mutual.ssl.client.auth", "required",
                "listener.name.mutual.ssl.truststore.type", "PEM",
                "listener.name.mutual.ssl.truststore.location", certificates.clientPem().toString(),
                closed + "sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN",
                closed + "plain.sasl.jaas.config", plain, closed + "scram-sha-512.sasl.jaas.config", scram,
                open + "sasl.enabled.mechanisms", "SCRAM-SHA-512", open + "scram-sha-512.sasl.jaas.config", scram);
    }

    private static void addUser(BrokerProcess process) throws ExecutionException, InterruptedException
    {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", process.bootstrap())))
        {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER,
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), SECRET))).all().get();
        }
    }

    private static Map<String, Integer> freePorts() throws IOException
    {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        for (String listener : PROTOCOLS.keySet())
        {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            held.add(socket);
            ports.put(listener, socket.getLocalPort());
        }
        for (ServerSocket socket : held)
        {
            socket.close();
        }
        return ports;
    }

    @Override
    public void close()
    {
        process.close();
    }
}
