package io.ringmain.kafka;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * A user's settings for Kafka's clients. The same ones are given to consumers, producers and admin clients, each of which gets
 * those that it knows, so that none complains about another's.
 *
 * <p>
 * Threading: any thread.
 */
public final class ClientSettings
{
    /** What is shown instead of a secret. */
    static final String MASK = "(masked)";

    private static final Map<String, ConfigKey> CONSUMER = keys(ConsumerConfig.configDef());
    private static final Map<String, ConfigKey> PRODUCER = keys(ProducerConfig.configDef());
    private static final Map<String, ConfigKey> ADMIN = keys(AdminClientConfig.configDef());
    private static final List<Map<String, ConfigKey>> ALL = List.of(CONSUMER, PRODUCER, ADMIN);

    /** Where secrets can be had from, other than the settings themselves: {@code ${file:/run/secrets/kafka:password}}. */
    private static final String PROVIDERS = "config.providers";

    /** For names that Kafka does not know, and so has no type for. */
    private static final Pattern SECRET = Pattern
            .compile("(?i).*(passw|passphrase|secret|credential|token|jaas|private|\\.key$).*");

    private ClientSettings()
    {}

    /**
     * A copy that cannot be changed, and that says of secrets only that they are there: its {@code toString()} has
     * {@code (masked)} in their place.
     *
     * @param settings by Kafka's names
     * @return equal to it
     */
    public static Map<String, String> copyOf(Map<String, String> settings)
    {
        return settings instanceof Copy ? settings : new Copy(settings);
    }

    /**
     * Whether a setting of that name is never shown: Kafka's own types say so, or it sounds like it.
     *
     * @param name Kafka's, or any
     * @return true for a secret
     */
    public static boolean isSecret(String name)
    {
        Collection<ConfigKey> known = keys(name);
        return known.isEmpty()
                ? SECRET.matcher(name).matches()
                : known.stream().anyMatch(key -> key.type == ConfigDef.Type.PASSWORD);
    }

    /** What every client needs to get to the same brokers, and nothing that says how it behaves there. */
    static Map<String, String> security(Map<String, String> overrides)
    {
        return only(overrides, name -> name.startsWith("security.") || name.startsWith("sasl.") ||
                name.startsWith("ssl.") || name.startsWith(PROVIDERS) || name.equals("client.dns.lookup"));
    }

    static Map<String, String> consumer(Map<String, String> overrides)
    {
        return only(overrides, name -> isFor(CONSUMER, name));
    }

    static Map<String, String> producer(Map<String, String> overrides)
    {
        return only(overrides, name -> isFor(PRODUCER, name));
    }

    /** What one of the clients knows by that name; empty when none does. */
    static List<ConfigKey> keys(String name)
    {
        return ALL.stream().map(client -> client.get(name)).filter(Objects::nonNull).toList();
    }

    static boolean isProvider(String name)
    {
        return name.equals(PROVIDERS) || name.startsWith(PROVIDERS + ".");
    }

    /** All names that one of the clients knows and that people may write. */
    static Set<String> names()
    {
        return ALL.stream().flatMap(client -> client.keySet().stream()).filter(name -> !name.startsWith("internal."))
                .collect(Collectors.toSet());
    }

    /** The definitions of all clients. */
    static Stream<ConfigDef> definitions()
    {
        return Stream.of(ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());
    }

    /** What no client knows is for some plug-in of the user's, in any of them. Who else is there they are told apart. */
    private static boolean isFor(Map<String, ConfigKey> client, String name)
    {
        return !name.equals(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG) &&
                (client.containsKey(name) || keys(name).isEmpty());
    }

    private static Map<String, String> only(Map<String, String> settings, Predicate<String> which)
    {
        return copyOf(settings.entrySet().stream().filter(setting -> which.test(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Map<String, ConfigKey> keys(ConfigDef definition)
    {
        return definition.configKeys();
    }

    private static final class Copy extends AbstractMap<String, String>
    {
        private final Map<String, String> settings;

        Copy(Map<String, String> settings)
        {
            this.settings = Map.copyOf(settings);
        }

        @Override
        public Set<Entry<String, String>> entrySet()
        {
            return settings.entrySet();
        }

        @Override
        public String get(Object name)
        {
            return settings.get(name);
        }

        @Override
        public String toString()
        {
            Map<String, String> shown = new TreeMap<>(settings);
            shown.replaceAll((name, value) -> isSecret(name) ? MASK : value);
            return shown.toString();
        }
    }
}
