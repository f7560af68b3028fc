package io.ringmain.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One thing that can be said of a node.
 *
 * @param name        in the file; a dot stands for a level
 * @param kind        what its values are
 * @param separator   parts several values in one text; null: there is one value
 * @param placeholder stands for a value in usage texts
 * @param example     a value that would be right
 * @param fallback    the value when nobody gives one; null for none
 * @param without     what happens without a value, where there is none by default
 * @param required    whether there has to be one
 * @param option      of the command line; null where it is said otherwise there
 * @param about       one sentence
 * @param parser      a value out of its text; an IllegalArgumentException says what would be right
 */
public record Key(String name, Kind kind, Pattern separator, String placeholder, String example, String fallback,
        String without, boolean required, String option, String about, Function<String, Object> parser)
{
    static final String VARIABLES = "RINGMAIN_";

    /** What values are. */
    public enum Kind
    {
        /** A text; in YAML nothing else will do. */
        TEXT,
        /** A text that is read further: a length of time, a size, a number, one of several words. */
        VALUE,
        /** True or false. */
        FLAG
    }

    /** Checks what every key has. */
    public Key
    {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(parser, "parser");
    }

    /**
     * The variable of the environment that says the same.
     *
     * @return such as RINGMAIN_COMMIT_INTERVAL
     */
    public String variable()
    {
        return VARIABLES + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * Whether it takes several values.
     *
     * @return true for a list
     */
    public boolean isList()
    {
        return separator != null;
    }

    /** The single values that a text holds. */
    List<String> split(String text)
    {
        return separator == null
                ? List.of(text)
                : separator.splitAsStream(text).filter(part -> !part.isEmpty()).toList();
    }

    /** Without the groups that it is in. */
    String leaf()
    {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The groups that it is in, with dots between; empty for none. */
    String group()
    {
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
    }

    Key fallback(String value)
    {
        return new Key(name, kind, separator, placeholder, example, value, without, required, option, about, parser);
    }

    Key without(String happens)
    {
        return new Key(name, kind, separator, placeholder, example, fallback, happens, required, option, about, parser);
    }

    Key option(String another)
    {
        return new Key(name, kind, separator, placeholder, example, fallback, without, required, another, about,
                parser);
    }

    Key needed()
    {
        return new Key(name, kind, separator, placeholder, example, fallback, without, true, option, about, parser);
    }

    Key partedBy(String regex)
    {
        return new Key(name, kind, Pattern.compile(regex), placeholder, example, fallback, without, required, option,
                about, parser);
    }
}
