package io.ringmain.node;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads endpoints as people type them, and says what would have been right. */
final class EndpointParser
{
    private static final String KINDS = "kafka:TOPIC, journal:DIR, file:PATH, stdin: or stdout:";
    private static final List<String> KAFKA_PARAMETERS = List.of("bootstrap", "group", "config");

    private EndpointParser()
    {}

    static Endpoint parse(String text)
    {
        int colon = text.indexOf(':');
        if (colon < 0)
        {
            throw bare(text);
        }
        String rest = text.substring(colon + 1);
        return switch (text.substring(0, colon))
        {
            case "kafka" -> topic(text, rest);
            case "journal" -> new Endpoint.Journal(path(text, rest, "journal:data/flights"));
            case "file" -> new Endpoint.Lines(path(text, rest, "file:flights.jsonl"));
            case "stdin" -> alone(text, rest, new Endpoint.StandardInput());
            case "stdout" -> alone(text, rest, new Endpoint.StandardOutput());
            case "app" -> app(text, rest);
            default -> throw unknown(text, text.substring(0, colon));
        };
    }

    private static IllegalArgumentException bare(String text)
    {
        if (text.isBlank())
        {
            return wrong("an endpoint is empty; give " + KINDS);
        }
        if (List.of("stdin", "stdout", "-").contains(text))
        {
            return wrong("\"%s\" is no endpoint; write %s".formatted(text,
                    text.equals("-") ? "stdin: or stdout:" : text + ":"));
        }
        Path path = pathOrNull(text);
        String meant = path == null || !Files.exists(path)
                ? "give " + KINDS
                : Files.isDirectory(path) ? "did you mean journal:" + text + "?" : "did you mean file:" + text + "?";
        return wrong("\"%s\" is no endpoint; %s".formatted(text, meant));
    }

    private static IllegalArgumentException unknown(String text, String kind)
    {
        String lower = kind.toLowerCase(Locale.ROOT);
        boolean capitals = !lower.equals(kind) &&
                List.of("kafka", "journal", "file", "stdin", "stdout", "app").contains(lower);
        return wrong("\"%s\" is no endpoint: there is no kind \"%s:\"; %s".formatted(text, kind,
                capitals ? "write " + lower + ":" : "give " + KINDS));
    }

    private static Endpoint alone(String text, String rest, Endpoint endpoint)
    {
        if (!rest.isEmpty() && !rest.equals("//"))
        {
            throw wrong("\"%s\": nothing follows %s".formatted(text, endpoint));
        }
        return endpoint;
    }

    private static Endpoint app(String text, String rest)
    {
        if (!rest.matches("[\\p{L}_$][\\p{L}\\p{N}_$.]*"))
        {
            throw wrong("\"%s\" names no class; write it as app:com.example.MyApp".formatted(text));
        }
        return new Endpoint.AppClass(rest);
    }

    private static Path path(String text, String rest, String example)
    {
        if (rest.isBlank())
        {
            throw wrong("\"%s\" has no path; write it as %s".formatted(text, example));
        }
        // the shell expands a tilde only where a word begins
        String expanded = rest.startsWith("~/") ? System.getProperty("user.home") + rest.substring(1) : rest;
        Path path = pathOrNull(expanded);
        if (path == null)
        {
            throw wrong("\"%s\": \"%s\" is not a path".formatted(text, rest));
        }
        return path;
    }

    private static Path pathOrNull(String text)
    {
        try
        {
            return Path.of(text);
        }
        catch (InvalidPathException e)
        {
            return null;
        }
    }

    private static Endpoint topic(String text, String rest)
    {
        int question = rest.indexOf('?');
        String topic = question < 0 ? rest : rest.substring(0, question);
        if (!topic.matches("[a-zA-Z0-9._-]{1,249}") || topic.matches("\\.{1,2}"))
        {
            throw wrong(
                    "\"%s\": \"%s\" is not the name of a topic (letters, digits, '.', '_', '-'); write it as kafka:flights?bootstrap=localhost:9092"
                            .formatted(text, topic));
        }
        Map<String, String> parameters = question < 0 ? Map.of() : parameters(text, rest.substring(question + 1));
        String bootstrap = parameters.getOrDefault("bootstrap", Endpoint.Topic.DEFAULT_BOOTSTRAP);
        for (String address : bootstrap.split(",", -1))
        {
            if (!Endpoint.Topic.isAddress(address))
            {
                throw wrong("\"%s\": \"%s\" is not HOST:PORT, such as localhost:9092".formatted(text, address));
            }
        }
        String config = parameters.get("config");
        return new Endpoint.Topic(topic, bootstrap, parameters.get("group"),
                config == null ? null : path(text, config, "kafka:flights?config=client.properties"));
    }

    private static Map<String, String> parameters(String text, String query)
    {
        Map<String, String> parameters = new TreeMap<>();
        for (String part : query.split("&", -1))
        {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (!KAFKA_PARAMETERS.contains(name))
            {
                throw wrong("\"%s\": kafka: has no parameter \"%s\"; it has %s (with an '&' in it, put it in quotes)"
                        .formatted(text, name, String.join(", ", KAFKA_PARAMETERS)));
            }
            if (equals < 0 || equals == part.length() - 1)
            {
                throw wrong("\"%s\": %s has no value".formatted(text, name));
            }
            if (parameters.put(name, part.substring(equals + 1)) != null)
            {
                throw wrong("\"%s\": %s is given twice".formatted(text, name));
            }
        }
        return parameters;
    }

    private static IllegalArgumentException wrong(String message)
    {
        return new IllegalArgumentException(message);
    }
}
