package io.ringmain.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.ringmain.config.Key.Kind;
import io.ringmain.node.Endpoint;

/** Makes keys of each kind, with the check that goes with it. */
final class Keys
{
    private static final Pattern CLASS = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]*");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private Keys()
    {}

    static Key text(String name, String placeholder, String about)
    {
        return key(name, Kind.TEXT, placeholder, placeholder.toLowerCase(Locale.ROOT), about, text ->
        {
            if (text.isBlank())
            {
                throw new IllegalArgumentException("\"" + text + "\" is empty; give a name, or leave it out");
            }
            return text;
        });
    }

    static Key className(String name, String about)
    {
        return key(name, Kind.TEXT, "CLASS", "com.example.MyApp", about, text ->
        {
            String className = text.startsWith("app:") ? text.substring("app:".length()) : text;
            if (!CLASS.matcher(className).matches())
            {
                throw new IllegalArgumentException(
                        "\"" + text + "\" names no class; write it as com.example.MyApp");
            }
            return className;
        });
    }

    /** Topics stand in a row, each beginning with "kafka:"; the addresses in them have commas too. */
    static Key topic(String name, String about)
    {
        return key(name, Kind.TEXT, "kafka:TOPIC", "kafka:flights", about, text ->
        {
            if (text.indexOf(':') < 0 && TOPIC.matcher(text).matches())
            {
                throw new IllegalArgumentException("\"" + text + "\" is no topic; write it as kafka:" + text);
            }
            if (Endpoint.parse(text) instanceof Endpoint.Topic)
            {
                return text;
            }
            throw new IllegalArgumentException("\"" + text + "\" is no topic; write it as kafka:TOPIC");
        });
    }

    static Key topicName(String name, String about)
    {
        return key(name, Kind.TEXT, "TOPIC", "flights-unreadable", about, text ->
        {
            String topic = text.startsWith("kafka:") ? text.substring("kafka:".length()) : text;
            if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals(".."))
            {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is not the name of a topic (letters, digits, '.', '_', '-')");
            }
            return topic;
        });
    }

    static Key path(String name, String placeholder, String example, String about)
    {
        return key(name, Kind.TEXT, placeholder, example, about, text ->
        {
            if (text.isBlank())
            {
                throw new IllegalArgumentException("the path is empty; give one, or leave it out");
            }
            try
            {
                // the shell expands a tilde only where a word begins
                return Path.of(text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text);
            }
            catch (InvalidPathException e)
            {
                throw new IllegalArgumentException("\"" + text + "\" is not a path: " + e.getReason(), e);
            }
        });
    }

    static Key addresses(String name, String about)
    {
        return key(name, Kind.TEXT, "HOST:PORT", "localhost:9092", about, text ->
        {
            for (String address : text.split(",", -1))
            {
                if (!Endpoint.Topic.isAddress(address))
                {
                    throw new IllegalArgumentException(
                            "\"" + address + "\" is not HOST:PORT, such as localhost:9092");
                }
            }
            return text;
        });
    }

    static Key duration(String name, String least, String most, String example, String about)
    {
        Duration atLeast = Values.duration(least);
        Duration atMost = Values.duration(most);
        return key(name, Kind.VALUE, "DURATION", example, about, text ->
        {
            Duration duration = Values.duration(text);
            if (duration.compareTo(atLeast) < 0 || duration.compareTo(atMost) > 0)
            {
                throw outOfRange(text, least, most);
            }
            return duration;
        });
    }

    static Key size(String name, String least, String most, String example, String about)
    {
        return key(name, Kind.VALUE, "SIZE", example, about, text ->
        {
            long bytes = Values.size(text);
            if (bytes < Values.size(least) || (most != null && bytes > Values.size(most)))
            {
                throw outOfRange(text, least, most);
            }
            return bytes;
        });
    }

    static Key count(String name, long least, long most, String example, String about)
    {
        return key(name, Kind.VALUE, "N", example, about, text ->
        {
            long count = Values.count(text);
            if (count < least || count > most)
            {
                throw outOfRange(text, Long.toString(least), most == Long.MAX_VALUE ? null : Long.toString(most));
            }
            return count;
        });
    }

    static Key flag(String name, String about)
    {
        return key(name, Kind.FLAG, "true|false", "true", about, text -> switch (text)
        {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(
                    "\"" + text + "\" is neither true nor false; write one of them");
        }).fallback("false");
    }

    /** The words of an enum, in small letters and with dashes. */
    static <T extends Enum<T>> Key choice(String name, Class<T> type, String fallback, String about)
    {
        List<String> words = List.of(type.getEnumConstants()).stream().map(Keys::word).toList();
        return key(name, Kind.VALUE, String.join("|", words), fallback, about, text ->
        {
            int at = words.indexOf(text);
            if (at < 0)
            {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is not a choice; give " + String.join(" or ", words));
            }
            return type.getEnumConstants()[at];
        }).fallback(fallback);
    }

    static String word(Enum<?> constant)
    {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Key key(String name, Kind kind, String placeholder, String example, String about,
            Function<String, Object> parser)
    {
        return new Key(name, kind, null, placeholder, example, null, null, false,
                "--" + name.substring(name.lastIndexOf('.') + 1), about, parser);
    }

    private static IllegalArgumentException outOfRange(String text, String least, String most)
    {
        return new IllegalArgumentException(
                text + " is out of range; give " + least + (most == null ? " or more" : " to " + most));
    }
}
