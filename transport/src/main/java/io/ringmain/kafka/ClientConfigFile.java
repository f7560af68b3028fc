package io.ringmain.kafka;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigValue;

/**
 * A file of ordinary Kafka client properties, in UTF-8: the place for passwords, which have none in arguments. What it says is
 * checked when it is read; no message of this class has the value of a secret in it.
 *
 * <p>
 * Threading: any thread; calls block on the file.
 */
public final class ClientConfigFile
{
    private static final int MAX_BYTES = 1 << 20;

    /** One wrong letter in three may be a slip; more is another word. */
    private static final int LETTERS_PER_SLIP = 3;

    /** Those of librdkafka, and so of kcat and of most other languages. */
    private static final Map<String, String> OTHER_CLIENTS = Map.of("sasl.username", "sasl.jaas.config",
            "sasl.password", "sasl.jaas.config", "sasl.mechanisms", "sasl.mechanism", "ssl.ca.location",
            "ssl.truststore.location, with ssl.truststore.type=PEM", "ssl.ca.pem", "ssl.truststore.certificates",
            "ssl.certificate.location", "ssl.keystore.location, with ssl.keystore.type=PEM", "ssl.key.location",
            "ssl.keystore.location: a file with the key and the certificate", "metadata.broker.list",
            "bootstrap.servers");

    /** Secrets to Kafka's types, but every client that connects is shown them. */
    private static final Set<String> PUBLIC = Set.of("ssl.truststore.certificates", "ssl.keystore.certificate.chain");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,20}(\\.[a-z0-9_-]{1,20}){1,8}");

    private static final String NO_NAME = "a line does not begin with the name of a setting; a value of several lines " +
            "has \\ at the end of each but its last";

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\u(?![0-9a-fA-F]{4})");

    private ClientConfigFile()
    {}

    /**
     * Reads the settings and checks them.
     *
     * @param file in the format of {@link Properties}
     * @return by Kafka's names, to be given to any of Ringmain's clients; masked when printed
     * @throws ClientConfigException when it cannot be read, or with all that is wrong in it
     */
    public static Map<String, String> load(Path file)
    {
        Map<String, String> settings = new TreeMap<>();
        List<String> found = new ArrayList<>();
        properties(file, found).forEach((name, value) -> settings.put((String) name, (String) value));
        found.addAll(problems(settings));
        List<String> problems = found.stream().distinct().toList();
        if (!problems.isEmpty())
        {
            throw failed(file, problems);
        }
        return ClientSettings.copyOf(settings);
    }

    /**
     * What is wrong with settings, wherever they come from: names that no client knows, values that cannot be, and what
     * is not the user's to set.
     *
     * @param settings by Kafka's names
     * @return nothing when they are right; no secrets
     */
    public static List<String> problems(Map<String, String> settings)
    {
        List<String> problems = new ArrayList<>();
        new TreeMap<>(settings).forEach((name, value) ->
        {
            String problem = problem(name, value);
            if (problem != null)
            {
                problems.add(problem);
            }
        });
        return problems;
    }

    /**
     * What a careful person would change, and what keeps nobody from going on: the file holds a secret, and others than its
     * owner may read it.
     *
     * @param file one that {@link #load} has read
     * @return a line, or nothing
     */
    public static Optional<String> warning(Path file)
    {
        try
        {
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            others.retainAll(EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ));
            return others.isEmpty() || !holdsSecret(load(file))
                    ? Optional.empty()
                    : Optional.of(file + " holds a secret and can be read by " +
                            (others.contains(PosixFilePermission.OTHERS_READ) ? "everybody" : "its group") +
                            ": chmod 600 " + file);
        }
        catch (UnsupportedOperationException | IOException | ClientConfigException e)
        {
            // no such permissions here, or load() says what is wrong
            return Optional.empty();
        }
    }

    private static boolean holdsSecret(Map<String, String> settings)
    {
        return settings.entrySet().stream().anyMatch(setting -> ClientSettings.isSecret(setting.getKey()) &&
                !PUBLIC.contains(setting.getKey()) && !setting.getValue().isBlank() &&
                !isReference(setting.getValue()));
    }

    private static Properties properties(Path file, List<String> problems)
    {
        Properties properties = new Properties()
        {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object name, Object value)
            {
                Object before = super.put(name, value);
                if (before != null)
                {
                    problems.add(isShown((String) name) ? name + " is given twice" : NO_NAME);
                }
                return before;
            }
        };
        String text = text(file);
        try
        {
            properties.load(new StringReader(text));
        }
        catch (IOException | IllegalArgumentException e)
        {
            throw failed(file, List.of(brokenEscape(text)));
        }
        return properties;
    }

    private static String text(Path file)
    {
        try
        {
            if (Files.isDirectory(file))
            {
                throw unreadable(file, "it is a folder; give a file");
            }
            if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES)
            {
                throw unreadable(file,
                        "it has " + Files.size(file) + " bytes, which no settings need; is it the right file?");
            }
            String text = Files.readString(file);
            // some editors put a mark in front, which would become a part of the first name
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        catch (NoSuchFileException e)
        {
            throw unreadable(file, "there is no such file; check the path");
        }
        catch (AccessDeniedException e)
        {
            throw unreadable(file, "access denied; give yourself the right to read it");
        }
        catch (CharacterCodingException e)
        {
            throw unreadable(file, "it is not text in UTF-8; save it as that, or is it a keystore?");
        }
        catch (IOException e)
        {
            throw unreadable(file, e.toString());
        }
    }

    private static String brokenEscape(String text)
    {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++)
        {
            if (BROKEN_ESCAPE.matcher(lines.get(i)).find())
            {
                return "line " + (i + 1) + " has \\u without four hexadecimal digits; write a backslash as \\\\";
            }
        }
        return "it is not in the format of Java's properties";
    }

    private static String problem(String name, String value)
    {
        if (ClientSettings.isProvider(name))
        {
            return null;
        }
        List<ConfigKey> keys = ClientSettings.keys(name);
        if (keys.isEmpty())
        {
            return unknown(name);
        }
        String owned = OwnedSettings.problem(name, value);
        return owned != null ? owned : invalid(name, value, keys.get(0));
    }

    private static String unknown(String name)
    {
        String lower = name.toLowerCase(Locale.ROOT);
        String other = OTHER_CLIENTS.get(lower);
        if (other != null)
        {
            return name + " is a setting of other clients: write " + other;
        }
        String nearest = NearestName.of(lower, ClientSettings.names());
        if (NearestName.distance(lower, nearest) <= Math.max(2, nearest.length() / LETTERS_PER_SLIP))
        {
            return name + " is no setting of Kafka's clients: did you mean " + nearest + "?";
        }
        return isShown(name) ? name + " is no setting of Kafka's clients: leave it out" : NO_NAME;
    }

    /** What Kafka would find wrong with it later, and tell with a stack trace. */
    private static String invalid(String name, String value, ConfigKey key)
    {
        if (key.type == ConfigDef.Type.CLASS || isReference(value))
        {
            return null;
        }
        // the first says it; what comes after it is of the null that was made of it
        Optional<String> said = ClientSettings.definitions()
                .flatMap(definition -> definition.validate(Map.of(name, value)).stream())
                .filter(checked -> checked.name().equals(name)).map(ConfigValue::errorMessages).flatMap(List::stream)
                .findFirst();
        return said
                .map(problem -> ClientSettings.isSecret(name) ? name + " has a value that cannot be used" : problem)
                .orElse(null);
    }

    /** The second line of a password or of a private key looks like a name to the format, and is not to be shown. */
    private static boolean isShown(String name)
    {
        return NAME.matcher(name).matches();
    }

    private static boolean isReference(String value)
    {
        return value.contains("${");
    }

    private static ClientConfigException unreadable(Path file, String problem)
    {
        return new ClientConfigException("the client settings " + file + " cannot be read: " + problem,
                List.of(problem));
    }

    private static ClientConfigException failed(Path file, List<String> problems)
    {
        return new ClientConfigException("the client settings " + file + " cannot be used: " +
                String.join("; ", problems), problems);
    }
}
