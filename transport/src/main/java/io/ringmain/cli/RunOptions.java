package io.ringmain.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import io.ringmain.config.Configuration.Given;
import io.ringmain.config.Key;
import io.ringmain.config.Schema;
import io.ringmain.config.Values;

/** An option for each key of the schema that has one, so that none can be forgotten; and what of them was typed. */
final class RunOptions implements IModelTransformer
{
    static final String APP = "APP";

    private static final String SAME = "same";

    /** Behind those that every verb has. */
    private static final int FIRST = 1;

    @Override
    public CommandSpec transform(CommandSpec spec)
    {
        int order = FIRST;
        for (Key key : Schema.keys())
        {
            if (key.option() != null)
            {
                spec.addOption(option(key).order(order++).build());
            }
        }
        return spec;
    }

    private static OptionSpec.Builder option(Key key)
    {
        OptionSpec.Builder option = OptionSpec.builder(key.option());
        if (isSwitch(key))
        {
            return option.type(boolean.class).negatable(true).description(isDelivery(key)
                    ? "None is missing and none is twice, for consumers that read what is committed; otherwise, after a " +
                            "failure, some may come twice. In the file: delivery."
                    : key.about());
        }
        // the text is read by the key, so that all problems are told together
        option.type(String.class).paramLabel(label(key)).arity("1").description(about(key));
        if (key.isList())
        {
            option.type(List.class).auxiliaryTypes(String.class);
        }
        if (key.name().equals("create"))
        {
            // the number is part of the option or is not there, so that the app's name may follow
            option.arity("0..1").fallbackValue(SAME).preprocessor((args, command, it, info) ->
            {
                if (String.valueOf(info.get("separator")).isBlank())
                {
                    args.push(SAME);
                }
                return false;
            });
        }
        return option;
    }

    private static String label(Key key)
    {
        return isHttp(key) ? "[HOST:]PORT" : key.placeholder();
    }

    private static String about(Key key)
    {
        String about = isHttp(key)
                ? "Tells health, readiness, status and metrics at this port of 127.0.0.1, or of HOST; 0 for any that " +
                        "is free."
                : key.about();
        return key.fallback() != null && !isHttp(key)
                ? about + " Default: " + key.fallback() + "."
                : key.without() != null ? about + " Without it: " + key.without() + "." : about;
    }

    /** What was typed, in the order of the schema. */
    static List<Given> given(ParseResult typed, String app)
    {
        List<Given> given = new ArrayList<>();
        for (Key key : Schema.keys())
        {
            if (key.name().equals("app") && app != null)
            {
                given.add(new Given(key, List.of(app), APP));
            }
            if (key.option() != null && typed.hasMatchedOption(key.option()))
            {
                add(key, typed.matchedOption(key.option()).getValue(), given);
            }
        }
        return given;
    }

    private static void add(Key key, Object value, List<Given> given)
    {
        if (isHttp(key))
        {
            Map.Entry<String, String> address = Values.address(value.toString());
            given.add(new Given(key, List.of(address.getValue()), key.option()));
            if (!address.getKey().isEmpty())
            {
                given.add(new Given(hostKey(), List.of(address.getKey()), key.option()));
            }
            return;
        }
        List<String> texts = value instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(isDelivery(key) ? value.equals(true) ? "exactly-once" : "at-least-once" : value.toString());
        given.add(new Given(key, texts, value.equals(false) ? "--no-" + key.option().substring(2) : key.option()));
    }

    private static Key hostKey()
    {
        return Schema.keys().stream().filter(key -> key.name().equals("http.host")).findFirst().orElseThrow();
    }

    private static boolean isSwitch(Key key)
    {
        return key.kind() == Key.Kind.FLAG || isDelivery(key);
    }

    private static boolean isDelivery(Key key)
    {
        return key.name().equals("delivery");
    }

    private static boolean isHttp(Key key)
    {
        return key.name().equals("http.port");
    }
}
