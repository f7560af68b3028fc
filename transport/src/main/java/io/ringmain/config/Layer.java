package io.ringmain.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ringmain.node.Endpoint;

/** What one place says: the file, the environment, or the command line. Threading: one thread. */
final class Layer
{
    private static final String BOOTSTRAP_IN_TOPIC = "bootstrap=";

    private final Map<Key, Setting> settings = new LinkedHashMap<>();
    private final List<Problem> problems;

    Layer(List<Problem> problems)
    {
        this.problems = problems;
    }

    Map<Key, Setting> settings()
    {
        return settings;
    }

    /** A value that is no good is a problem, and as if it had not been given. */
    void set(Key key, List<String> texts, String origin)
    {
        List<String> parts = texts.stream().flatMap(text -> key.split(text).stream()).toList();
        List<Object> values = new ArrayList<>();
        for (String part : parts)
        {
            try
            {
                values.add(key.parser().apply(part));
            }
            catch (IllegalArgumentException e)
            {
                problems.add(new Problem(origin, key.name() + ": " + e.getMessage()));
            }
        }
        if (!values.isEmpty() && values.size() == parts.size())
        {
            settings.put(key, new Setting(key, parts, values, origin));
            parts.forEach(part -> alsoFromTopic(key, part, origin));
        }
    }

    /** A topic's address, group and client settings count as if they had been given beside it. */
    private void alsoFromTopic(Key key, String text, String origin)
    {
        if ((!key.equals(Schema.FROM) && !key.equals(Schema.TO)) || text.indexOf('?') < 0)
        {
            return;
        }
        Endpoint.Topic topic = (Endpoint.Topic) Endpoint.parse(text);
        if (text.indexOf(BOOTSTRAP_IN_TOPIC, text.indexOf('?')) >= 0)
        {
            also(key, Schema.BOOTSTRAP, topic.bootstrap(), origin);
        }
        if (topic.config() != null)
        {
            also(key, Schema.KAFKA_CONFIG, topic.config().toString(), origin);
        }
        if (topic.group() != null && key.equals(Schema.TO))
        {
            problems.add(new Problem(origin, key.name() + ": \"" + text + "\": a group is for reading; leave it out"));
        }
        else if (topic.group() != null)
        {
            also(key, Schema.GROUP, topic.group(), origin);
        }
    }

    private void also(Key topic, Key key, String text, String origin)
    {
        Setting there = settings.get(key);
        if (there == null)
        {
            set(key, List.of(text), origin);
        }
        else if (!there.texts().equals(List.of(text)))
        {
            problems.add(new Problem(origin,
                    "%s says %s %s, but that is %s (%s); a node has only one: keep one of them".formatted(topic.name(),
                            key.name(), text, there.texts().get(0), there.origin())));
        }
    }
}
