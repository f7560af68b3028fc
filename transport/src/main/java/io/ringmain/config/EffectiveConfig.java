package io.ringmain.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A configuration as YAML that could be its file, with a remark where each value came from. */
public final class EffectiveConfig
{
    private static final int REMARKS = 44;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/._~][A-Za-z0-9/._:?=&~+-]*|[0-9][0-9.]*[a-zA-Zµ]+");
    private static final Pattern OTHERWISE_READ = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|~|.*:");

    private EffectiveConfig()
    {}

    /**
     * The whole.
     *
     * @param configuration that is good
     * @return lines, the last one ended too
     */
    public static String yaml(Configuration configuration)
    {
        StringBuilder yaml = new StringBuilder();
        String group = "";
        for (Setting setting : configuration.settings())
        {
            Key key = setting.key();
            if (!key.group().equals(group))
            {
                clients(configuration, group, yaml);
                group = key.group();
                yaml.append(isOn(group, configuration) ? "" : "# ").append(group).append(":\n");
            }
            String indent = group.isEmpty() ? "" : "  ";
            if (setting.isSet() && !isOn(group, configuration))
            {
                line("# " + indent + key.leaf() + ": " + written(setting), setting.origin(), yaml);
            }
            else if (setting.isSet())
            {
                line(indent + key.leaf() + ": " + written(setting), setting.origin(), yaml);
            }
            else
            {
                line("# " + indent + key.leaf() + ":", "not set: " + key.without(), yaml);
            }
        }
        return yaml.toString();
    }

    /** Kafka's own settings are in another file, and stand here as remarks. */
    private static void clients(Configuration configuration, String group, StringBuilder yaml)
    {
        if (group.equals(Schema.KAFKA_CONFIG.group()))
        {
            for (Map.Entry<String, Map.Entry<String, String>> one : configuration.clientSettings().entrySet())
            {
                line("  # " + one.getKey() + "=" + one.getValue().getKey(), one.getValue().getValue(), yaml);
            }
        }
    }

    /** Without its folder there is no journal, without its port no server, and the rest of the group would be refused. */
    private static boolean isOn(String group, Configuration configuration)
    {
        Key needed = group.equals(Schema.JOURNAL.group())
                ? Schema.JOURNAL
                : group.equals(Schema.HTTP_PORT.group()) ? Schema.HTTP_PORT : Schema.APP;
        return configuration.settings().stream()
                .anyMatch(setting -> setting.key().equals(needed) && setting.isSet());
    }

    private static String written(Setting setting)
    {
        List<String> texts = setting.texts().stream().map(text -> quoted(setting.key(), text)).toList();
        return setting.key().isList() ? "[" + String.join(", ", texts) + "]" : texts.get(0);
    }

    private static String quoted(Key key, String text)
    {
        boolean plain = key.kind() != Key.Kind.TEXT
                ? text.matches("[A-Za-z0-9µ._-]+")
                : PLAIN.matcher(text).matches() && !OTHERWISE_READ.matcher(text).matches();
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void line(String what, String remark, StringBuilder yaml)
    {
        yaml.append(what).append(" ".repeat(Math.max(1, REMARKS - what.length()))).append("# ").append(remark)
                .append('\n');
    }
}
