package io.ringmain.kafka;

import java.nio.file.NoSuchFileException;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/**
 * What it means, and what to do, when Kafka's clients cannot be made or are not let in.
 *
 * @param bootstrap where they connect to
 * @param settings  what they were made of
 */
record AccessFailures(String bootstrap, Map<String, String> settings)
{
    private static final Pattern MECHANISMS = Pattern.compile("enabled mechanisms are \\[(.*)]");
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");
    private static final Pattern STORE = Pattern.compile("Failed to load (PEM )?SSL keystore (\\S+)( of type (\\S+))?");
    private static final Pattern PASSWORD = Pattern
            .compile("(?i)\\w*(?:password|secret|token|key)\\w*\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;]+))");
    /** A shorter one is in every text. */
    private static final int SHORTEST_SECRET = 4;

    private static final String JAAS = "org.apache.kafka.common.security.%s required username=\"...\" password=\"...\";";

    RuntimeException of(Throwable failure)
    {
        if (failure instanceof SslAuthenticationException)
        {
            return access(ofTls(root(failure)), failure);
        }
        if (failure instanceof UnsupportedSaslMechanismException)
        {
            Matcher mechanisms = MECHANISMS.matcher(String.valueOf(failure.getMessage()));
            return access("Kafka at %s does not take SASL mechanism %s: set sasl.mechanism to %s".formatted(bootstrap,
                    mechanism(), mechanisms.find() ? "one of " + mechanisms.group(1) : "one that it takes"), failure);
        }
        if (failure instanceof IllegalSaslStateException)
        {
            return access(
                    "Kafka at %s asks for no user at that port: give the port that does, or set security.protocol=%s"
                            .formatted(bootstrap, setting("security.protocol").replace("SASL_", "")),
                    failure);
        }
        if (failure instanceof AuthenticationException)
        {
            return access(
                    ("Kafka at %s does not accept the user or the password (%s): check username and password in " +
                            "sasl.jaas.config").formatted(bootstrap, mechanism()),
                    failure);
        }
        return failure instanceof KafkaException known
                ? known
                : new KafkaException("Kafka at " + bootstrap + " could not be asked", failure);
    }

    /** Of a client that could not even be made. */
    RuntimeException ofConstruction(KafkaException failure)
    {
        Throwable root = root(failure);
        String text = String.valueOf(root.getMessage());
        if (text.contains("No resolvable bootstrap urls"))
        {
            return new KafkaUnreachableException(FirstAnswer.unknownHost(bootstrap), failure);
        }
        if (text.contains("JAAS") || text.contains("LoginModule") || text.contains("LoginException"))
        {
            // such a text may name a piece of the password
            return new KafkaAccessException(ofJaas(), null);
        }
        for (Throwable it = failure; it != null; it = it.getCause())
        {
            Matcher store = STORE.matcher(String.valueOf(it.getMessage()));
            if (store.find())
            {
                return access(ofStore(store.group(2), root), failure);
            }
        }
        return access("no client for Kafka can be made of these settings (" + text + ")", failure);
    }

    private String ofTls(Throwable root)
    {
        String text = String.valueOf(root.getMessage());
        Matcher alert = ALERT.matcher(text);
        if (root instanceof CertificateExpiredException)
        {
            return "the certificate of Kafka at %s has expired (%s): the broker needs a new one".formatted(bootstrap,
                    text);
        }
        if (text.contains("certification path") || text.contains("PKIX"))
        {
            String store = setting(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
            return ("the certificate of Kafka at %s is not signed by anybody whom the client trusts%s: set " +
                    "ssl.truststore.location to the certificate of who signed it").formatted(bootstrap,
                            store.isEmpty() ? "" : " (" + store + ")");
        }
        if (text.contains("No subject alternative") || text.contains("No name matching"))
        {
            return "the certificate of Kafka at %s is for another host (%s): give the name that is in it, or a broker with one for this name"
                    .formatted(bootstrap, text);
        }
        if (alert.find() && alert.group(1).contains("cert"))
        {
            String store = setting(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
            boolean none = store.isEmpty() && setting(SslConfigs.SSL_KEYSTORE_KEY_CONFIG).isEmpty();
            return none
                    ? "Kafka at %s demands a certificate of the client, which has none: set ssl.keystore.location and ssl.keystore.password"
                            .formatted(bootstrap)
                    : "Kafka at %s does not accept the client's certificate%s (%s): take one that is signed by whom the broker trusts, and is not out of date"
                            .formatted(bootstrap, store.isEmpty() ? "" : " in " + store, alert.group(1));
        }
        if (text.contains("No appropriate protocol") || text.contains("handshake_failure") ||
                text.contains("protocol_version"))
        {
            return "the client and Kafka at %s have no version of TLS or no cipher in common (%s): leave ssl.enabled.protocols and ssl.cipher.suites out"
                    .formatted(bootstrap, text);
        }
        return "no TLS connection to Kafka at %s (%s): check the settings that begin with ssl.".formatted(bootstrap,
                text);
    }

    private String ofStore(String store, Throwable root)
    {
        String kind = store.equals(setting(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG)) ? "truststore" : "keystore";
        String what = "ssl.%s.location=%s cannot be used: ".formatted(kind, store);
        String text = String.valueOf(root.getMessage());
        if (root instanceof NoSuchFileException)
        {
            return what + "there is no such file; check the path";
        }
        // of a chain the first says it, and the root talks of padding
        if (text.contains("password") || text.contains("decrypt") || text.contains("padding"))
        {
            return what + "ssl." + kind + ".password or ssl.key.password is wrong";
        }
        return what + "it is no " + (setting("ssl." + kind + ".type").isEmpty()
                ? "keystore of Java's: set ssl." + kind + ".type, to PEM or PKCS12"
                : setting("ssl." + kind + ".type") + " with what is needed (" + text + "): check ssl." + kind +
                        ".type");
    }

    private String ofJaas()
    {
        String form = JAAS.formatted(setting(SaslConfigs.SASL_MECHANISM).startsWith("SCRAM")
                ? "scram.ScramLoginModule"
                : "plain.PlainLoginModule");
        return setting(SaslConfigs.SASL_JAAS_CONFIG).isEmpty()
                ? "security.protocol=%s needs a user: set sasl.jaas.config=%s".formatted(setting("security.protocol"),
                        form)
                : "sasl.jaas.config is not in its form, and is not shown since there is a password in it: write " +
                        form;
    }

    private String mechanism()
    {
        return settings.getOrDefault(SaslConfigs.SASL_MECHANISM, SaslConfigs.DEFAULT_SASL_MECHANISM);
    }

    private String setting(String name)
    {
        return settings.getOrDefault(name, "").trim();
    }

    private KafkaAccessException access(String message, Throwable cause)
    {
        List<String> secrets = secrets();
        String shown = message;
        for (String secret : secrets)
        {
            shown = shown.replace(secret, ClientSettings.MASK);
        }
        boolean told = false;
        for (Throwable it = cause; it != null; it = it.getCause())
        {
            String text = String.valueOf(it.getMessage());
            told |= secrets.stream().anyMatch(text::contains);
        }
        return new KafkaAccessException(shown, told ? null : cause);
    }

    private List<String> secrets()
    {
        List<String> secrets = new ArrayList<>();
        settings.forEach((name, value) ->
        {
            if (ClientSettings.isSecret(name))
            {
                secrets.add(value.trim());
                Matcher inside = PASSWORD.matcher(value);
                while (inside.find())
                {
                    for (int i = 1; i <= inside.groupCount(); i++)
                    {
                        secrets.add(inside.group(i) == null ? "" : inside.group(i));
                    }
                }
            }
        });
        secrets.removeIf(secret -> secret.length() < SHORTEST_SECRET);
        return secrets;
    }

    private static Throwable root(Throwable e)
    {
        return e.getCause() == null ? e : root(e.getCause());
    }
}
