package io.ringmain.config;

import java.util.List;

/**
 * A key with its value.
 *
 * @param key    what is set
 * @param texts  the value, or the values, as they were given; empty when there is none
 * @param values the same, read
 * @param origin where that was: a file with its line, a variable of the environment, an option, "default"
 */
public record Setting(Key key, List<String> texts, List<Object> values, String origin)
{
    static final String DEFAULT = "default";

    /** Copies the lists. */
    public Setting
    {
        texts = List.copyOf(texts);
        values = List.copyOf(values);
    }

    static Setting ofDefault(Key key)
    {
        return key.fallback() == null
                ? new Setting(key, List.of(), List.of(), DEFAULT)
                : new Setting(key, List.of(key.fallback()), List.of(key.parser().apply(key.fallback())), DEFAULT);
    }

    boolean isDefault()
    {
        return origin.equals(DEFAULT);
    }

    boolean isSet()
    {
        return !values.isEmpty();
    }
}
