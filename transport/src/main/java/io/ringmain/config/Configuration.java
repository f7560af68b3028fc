package io.ringmain.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.ringmain.journal.JournalException;
import io.ringmain.journal.JournalKey;
import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.Retention;
import io.ringmain.journal.SyncPolicy;
import io.ringmain.journal.WhenFull;
import io.ringmain.kafka.ClientConfigFile;
import io.ringmain.kafka.GroupProtocol;
import io.ringmain.node.Delivery;
import io.ringmain.node.Endpoint;
import io.ringmain.node.NodeOptions;

/**
 * What a node is told by its file, by the environment and by the command line, checked as a whole. Cold path; one thread.
 */
public final class Configuration
{
    private final Map<Key, Setting> settings = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Path file;
    private final KafkaSettings client;
    private final NodeConfig node;

    private Configuration(Path file, Map<String, String> environment, List<Given> options)
    {
        this.file = file;
        boolean whole = true;
        Schema.keys().forEach(key -> settings.put(key, Setting.ofDefault(key)));
        if (file != null)
        {
            Layer layer = new Layer(problems);
            whole = YamlFile.read(file, layer, problems);
            settings.putAll(layer.settings());
        }
        settings.putAll(ofEnvironment(environment).settings());
        Layer typed = new Layer(problems);
        options.forEach(given -> typed.set(given.key(), given.texts(), given.origin()));
        settings.putAll(typed.settings());
        Setting config = settings.get(Schema.KAFKA_CONFIG);
        client = KafkaSettings.read(config.isSet() ? (Path) config.values().get(0) : null, config.origin(),
                environment, problems);
        String bootstrap = client.settings().remove(KafkaSettings.BOOTSTRAP);
        if (bootstrap != null && settings.get(Schema.BOOTSTRAP).isDefault())
        {
            Layer servers = new Layer(problems);
            servers.set(Schema.BOOTSTRAP, List.of(bootstrap), client.origins().get(KafkaSettings.BOOTSTRAP));
            settings.putAll(servers.settings());
        }
        if (whole)
        {
            checkNeeded();
        }
        checkTogether();
        node = problems.isEmpty() ? assemble() : null;
        if (!problems.isEmpty())
        {
            throw new ConfigException(problems);
        }
    }

    /**
     * Something given on a command line.
     *
     * @param key    which
     * @param texts  as typed
     * @param origin such as "--from"
     */
    public record Given(Key key, List<String> texts, String origin)
    {}

    /**
     * Reads all of it.
     *
     * @param file        of YAML; null for none
     * @param environment the variables, such as {@link System#getenv()} has
     * @param options     given on the command line, which win
     * @return checked
     * @throws ConfigException with everything that is wrong
     */
    public static Configuration read(Path file, Map<String, String> environment, List<Given> options)
    {
        return new Configuration(file, environment, options);
    }

    /**
     * What it comes to.
     *
     * @return to run a node with
     */
    public NodeConfig node()
    {
        return node;
    }

    /**
     * What a careful person would change, and what keeps no node from running.
     *
     * @return a line, or nothing
     */
    public Optional<String> warning()
    {
        Setting clientFile = settings.get(Schema.KAFKA_CONFIG);
        return clientFile.isSet() ? ClientConfigFile.warning((Path) clientFile.values().get(0)) : Optional.empty();
    }

    /**
     * The value of each key and where it came from.
     *
     * @return in the order of the schema
     */
    public List<Setting> settings()
    {
        return List.copyOf(settings.values());
    }

    /**
     * Kafka's own client settings, secrets masked.
     *
     * @return by name: the value, and where it came from
     */
    public Map<String, Map.Entry<String, String>> clientSettings()
    {
        Map<String, Map.Entry<String, String>> shown = new TreeMap<>();
        client.settings().forEach(
                (name, value) -> shown.put(name, Map.entry(Secrets.shown(name, value), client.origins().get(name))));
        return shown;
    }

    private Layer ofEnvironment(Map<String, String> environment)
    {
        Layer layer = new Layer(problems);
        for (Key key : Schema.keys())
        {
            String value = environment.get(key.variable());
            // an empty one is how many tools say "not set"
            if (value != null && !value.isEmpty())
            {
                layer.set(key, List.of(value), key.variable());
            }
        }
        // others may have variables with our name in front, so only what is nearly one of ours is a mistake
        new TreeMap<>(environment).keySet().stream().filter(name -> name.startsWith(Key.VARIABLES))
                .filter(name -> !name.startsWith(KafkaSettings.VARIABLES))
                .forEach(name -> Schema.keys().stream().map(Key::variable)
                        .filter(ours -> !environment.containsKey(ours) && Suggestion.slips(ours, name) == 1)
                        .findFirst()
                        .ifPresent(ours -> problems.add(new Problem(name, "there is no such key — did you mean " +
                                ours + "?"))));
        return layer;
    }

    private void checkNeeded()
    {
        for (Setting setting : settings.values())
        {
            Key key = setting.key();
            if (key.required() && !setting.isSet() && !isGivenWrongly(key))
            {
                problems.add(new Problem(file == null ? "" : file.toString(),
                        "\"%s\" is missing; give it as \"%s: %s\" in %s, as %s, or as %s".formatted(key.name(),
                                key.name(), key.example(), file == null ? "the file of --config" : "the file",
                                key.variable(),
                                key.option() == null ? "the first argument" : key.option() + " " + key.example())));
            }
        }
    }

    private void checkTogether()
    {
        checkTopics();
        checkJournal();
        Setting standby = settings.get(Schema.STANDBY);
        if (value(Schema.STANDBY).equals(true) && settings.get(Schema.JOURNAL).isSet())
        {
            problem(standby, "a standby follows Kafka and keeps no journal, and journal.directory is given too (" +
                    settings.get(Schema.JOURNAL).origin() + "); leave out one of them");
        }
        Setting timeout = settings.get(Schema.SESSION_TIMEOUT);
        if (!timeout.isDefault() && value(Schema.PROTOCOL) == GroupProtocol.CONSUMER)
        {
            problem(timeout, "goes with the classic protocol; with protocol consumer the broker says it: leave it out");
        }
        Setting host = settings.get(Schema.HTTP_HOST);
        if (!host.isDefault() && !settings.get(Schema.HTTP_PORT).isSet())
        {
            problem(host, "goes with http.port, which is not given; give it, or leave the host out");
        }
        for (Object entry : settings.get(Schema.CLASSPATH).values())
        {
            if (!Files.exists((Path) entry))
            {
                problem(settings.get(Schema.CLASSPATH), "there is no " + entry + "; check the path");
            }
        }
    }

    private void checkTopics()
    {
        String from = topics(Schema.FROM).stream().findFirst().orElse(null);
        if (from != null && topics(Schema.TO).contains(from))
        {
            problem(settings.get(Schema.TO),
                    "the node would read what it writes: topic " + from + " is both; write to another topic");
        }
        if (from != null && from.equals(value(Schema.DEAD_LETTERS)))
        {
            problem(settings.get(Schema.DEAD_LETTERS),
                    "the node would read its dead letters: topic " + from + " is both; give another topic");
        }
    }

    private void checkJournal()
    {
        if (!settings.get(Schema.JOURNAL).isSet() && !isGivenWrongly(Schema.JOURNAL))
        {
            settings.values().stream().filter(setting -> setting.key().group().equals("journal"))
                    .filter(setting -> !setting.isDefault()).forEach(setting -> problem(setting,
                            "goes with journal.directory, which is not given; give it, or leave this out"));
        }
        if (settings.get(Schema.KEY_FILE).isSet() && settings.get(Schema.KEY_ENV).isSet())
        {
            problem(settings.get(Schema.KEY_ENV), "journal.key-file is given too (" +
                    settings.get(Schema.KEY_FILE).origin() + "); one key opens a journal: keep one of them");
        }
    }

    /** What is wrong is told already; that it is missing would be no news. */
    private boolean isGivenWrongly(Key key)
    {
        return problems.stream().anyMatch(problem -> problem.what().startsWith(key.name() + ":"));
    }

    private NodeConfig assemble()
    {
        JournalOptions journal = JournalOptions.defaults()
                .withSegmentBytes((int) Math.min(Integer.MAX_VALUE, (long) value(Schema.SEGMENT)))
                .withSync((SyncPolicy) value(Schema.SYNC)).withWhenFull((WhenFull) value(Schema.WHEN_FULL))
                .withKey(key())
                .withRetention(new Retention(count(Schema.KEEP_BYTES), (Duration) value(Schema.KEEP_AGE),
                        (int) count(Schema.KEEP_SEGMENTS)));
        NodeOptions options = new NodeOptions(value(Schema.BOOTSTRAP).toString(), topics(Schema.FROM).get(0),
                topics(Schema.TO), (String) value(Schema.GROUP), (Delivery) value(Schema.DELIVERY),
                (Duration) value(Schema.COMMIT_INTERVAL), (Duration) value(Schema.SNAPSHOT_INTERVAL),
                count(Schema.SNAPSHOT_EVENTS), (Path) value(Schema.JOURNAL), journal, (String) value(Schema.INSTANCE),
                (boolean) value(Schema.STANDBY), (GroupProtocol) value(Schema.PROTOCOL),
                (Duration) value(Schema.SESSION_TIMEOUT), (boolean) value(Schema.LATEST),
                (boolean) value(Schema.PACKED), (String) value(Schema.DEAD_LETTERS), client.settings());
        Object create = value(Schema.CREATE);
        return new NodeConfig((String) value(Schema.APP),
                settings.get(Schema.CLASSPATH).values().stream().map(Path.class::cast).toList(), options,
                create != null, create instanceof Integer partitions ? partitions : 0,
                value(Schema.HTTP_PORT) == null
                        ? null
                        : new NodeConfig.Http(value(Schema.HTTP_HOST).toString(), (int) count(Schema.HTTP_PORT)));
    }

    private JournalKey key()
    {
        Setting from = settings.get(settings.get(Schema.KEY_FILE).isSet() ? Schema.KEY_FILE : Schema.KEY_ENV);
        try
        {
            return !from.isSet()
                    ? null
                    : from.key().equals(Schema.KEY_FILE)
                            ? JournalKey.ofFile((Path) from.values().get(0))
                            : JournalKey.ofEnvironment((String) from.values().get(0));
        }
        catch (JournalException e)
        {
            problem(from, e.getMessage());
            return null;
        }
    }

    private List<String> topics(Key key)
    {
        return settings.get(key).values().stream()
                .map(text -> ((Endpoint.Topic) Endpoint.parse(text.toString())).topic()).toList();
    }

    private Object value(Key key)
    {
        List<Object> values = settings.get(key).values();
        return values.isEmpty() ? null : values.get(0);
    }

    private long count(Key key)
    {
        return value(key) instanceof Long count ? count : 0;
    }

    private void problem(Setting setting, String what)
    {
        problems.add(new Problem(setting.origin(), setting.key().name() + ": " + what));
    }
}
