package io.ringmain.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads the file token by token, since only these know their lines. Goes on behind what is wrong, up to an error of syntax.
 * Threading: one thread.
 */
final class YamlFile
{
    private final Path file;
    private final Layer layer;
    private final List<Problem> problems;
    private YAMLParser yaml;

    private YamlFile(Path file, Layer layer, List<Problem> problems)
    {
        this.file = file;
        this.layer = layer;
        this.problems = problems;
    }

    /** Whether all of it was read, so that what is missing is missing. */
    static boolean read(Path file, Layer layer, List<Problem> problems)
    {
        return new YamlFile(file, layer, problems).read();
    }

    private boolean read()
    {
        String text;
        try
        {
            text = Files.readString(file);
        }
        catch (NoSuchFileException e)
        {
            problem(file.toString(), "there is no such file; check --config");
            return false;
        }
        catch (CharacterCodingException e)
        {
            problem(file.toString(), "it is not text in UTF-8; save it as such");
            return false;
        }
        catch (IOException e)
        {
            problem(file.toString(), Files.isDirectory(file)
                    ? "it is a folder; give the file itself to --config"
                    : "it cannot be read: " + e);
            return false;
        }
        try (YAMLParser parser = new YAMLFactory().createParser(text))
        {
            yaml = parser;
            return document();
        }
        catch (JsonProcessingException e)
        {
            notYaml(e);
        }
        catch (IOException e)
        {
            problem(file.toString(), "it cannot be read: " + e);
        }
        return false;
    }

    /** Line, column, and what the parser says, whose own message is several lines. */
    private void notYaml(JsonProcessingException e)
    {
        String where = e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
        String what = e.getOriginalMessage().lines().findFirst().orElse("no reason is known");
        if (e.getCause() instanceof MarkedYAMLException marked)
        {
            where = (marked.getProblemMark().getLine() + 1) + ":" + (marked.getProblemMark().getColumn() + 1);
            what = marked.getProblem() + (marked.getContext() == null ? "" : ", " + marked.getContext());
        }
        problem(file + ":" + where, "it is not YAML: " + what + "; nothing behind this was read");
    }

    private boolean document() throws IOException
    {
        JsonToken first = yaml.nextToken();
        if (first == null)
        {
            return true;
        }
        if (first != JsonToken.START_OBJECT)
        {
            problem(here(), "there are no keys; write lines such as \"from: kafka:flights\"");
            return false;
        }
        group("");
        if (yaml.nextToken() != null)
        {
            problem(here(), "a second document begins; one file has one");
            return false;
        }
        return true;
    }

    private void group(String group) throws IOException
    {
        Map<String, String> seen = new HashMap<>();
        while (yaml.nextToken() != JsonToken.END_OBJECT)
        {
            String name = yaml.currentName();
            String where = here();
            String full = group.isEmpty() ? name : group + '.' + name;
            String before = seen.putIfAbsent(name, where);
            JsonToken token = yaml.nextToken();
            if (before != null)
            {
                problem(where, "\"" + name + "\" is given twice, here and at " + before + "; keep one of them");
                yaml.skipChildren();
            }
            else if (Schema.find(full) != null)
            {
                value(Schema.find(full), token, where);
            }
            else if (group.isEmpty() && Schema.groups().contains(name))
            {
                keysOf(name, token, where);
            }
            else
            {
                unknown(name, group, where);
                yaml.skipChildren();
            }
        }
    }

    private void keysOf(String group, JsonToken token, String where) throws IOException
    {
        if (token == JsonToken.START_OBJECT)
        {
            group(group);
            return;
        }
        problem(where, "\"" + group + "\" is " +
                (token == JsonToken.VALUE_NULL ? "empty" : "given " + found(token)) +
                ", but it only has keys below it, further in: " + String.join(", ", Schema.leaves(group)));
        yaml.skipChildren();
    }

    /** Never tells the value, which may be a secret. */
    private void unknown(String name, String group, String where)
    {
        if (Secrets.isName(name))
        {
            problem(where, "\"" + name + "\" looks like a secret, and those do not belong here; put it into the file " +
                    "that kafka.config-file names, or into the environment");
            return;
        }
        String meant = Suggestion.of(name, group);
        problem(where, "unknown key \"" + name + "\"" + (group.isEmpty() ? "" : " in " + group) +
                (meant == null
                        ? "; there are " + String.join(", ", Schema.names(group))
                        : " — did you mean " + meant + '?'));
    }

    private void value(Key key, JsonToken token, String where) throws IOException
    {
        if (token == JsonToken.START_OBJECT || (token == JsonToken.START_ARRAY && !key.isList()))
        {
            problem(where, key.name() + ": there are " + (token == JsonToken.START_OBJECT ? "keys" : "several values") +
                    " where one value is wanted; write it as " + written(key, key.example()));
            yaml.skipChildren();
            return;
        }
        List<String> texts = new ArrayList<>();
        boolean good = true;
        if (token == JsonToken.START_ARRAY)
        {
            while (yaml.nextToken() != JsonToken.END_ARRAY)
            {
                good &= scalar(key, yaml.currentToken(), here(), texts);
                yaml.skipChildren();
            }
            if (texts.isEmpty() && good)
            {
                problem(where, key.name() + ": the list is empty; write it as " + written(key, key.example()));
            }
        }
        else
        {
            good = scalar(key, token, where, texts);
        }
        if (good && !texts.isEmpty())
        {
            layer.set(key, texts, where);
        }
    }

    private boolean scalar(Key key, JsonToken token, String where, List<String> texts) throws IOException
    {
        if (token == JsonToken.VALUE_NULL)
        {
            problem(where, key.name() + ": there is no value; write it as " + written(key, key.example()) +
                    ", or leave the key out");
            return false;
        }
        if (yaml.isCurrentAlias())
        {
            problem(where, key.name() + ": *" + yaml.getText() + " refers to another value; write the value itself");
            return false;
        }
        boolean isText = token == JsonToken.VALUE_STRING;
        if (!token.isScalarValue() || (key.kind() == Key.Kind.TEXT && !isText))
        {
            problem(where, key.name() + ": " + found(token) + " is where a text is wanted; write it as " +
                    written(key, token.isScalarValue() ? '"' + yaml.getText() + '"' : key.example()));
            return false;
        }
        texts.add(yaml.getText());
        return true;
    }

    private String found(JsonToken token) throws IOException
    {
        return switch (token)
        {
            case START_ARRAY -> "a list";
            case START_OBJECT -> "keys";
            case VALUE_TRUE, VALUE_FALSE -> "the truth value " + yaml.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + yaml.getText();
            default -> "\"" + yaml.getText() + "\"";
        };
    }

    private static String written(Key key, String value)
    {
        return "\"" + key.leaf() + ": " + value.replace("\"", "'") + "\"";
    }

    private String here()
    {
        return file + ":" + yaml.currentTokenLocation().getLineNr();
    }

    private void problem(String where, String what)
    {
        problems.add(new Problem(where, what));
    }
}
