package io.ringmain.cli;

import java.util.Map;
import java.util.Stack;

import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** With how many partitions a topic is created: {@code --create} or {@code --create=3}. */
final class CreateOption implements ITypeConverter<Integer>
{
    /** One keeps the order of all records, and is what a first topic needs. */
    static final String DEFAULT = "1";

    private static final int MOST = 10_000;

    @Override
    public Integer convert(String value)
    {
        if (value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) <= MOST)
        {
            return Integer.valueOf(value);
        }
        throw new TypeConversionException(
                "\"%s\" is no number of partitions; give one from 1 to %d, as in --create=3".formatted(value, MOST));
    }

    /** The number is part of the option or is not there: {@code --create stdin: kafka:x} creates a topic of one partition. */
    static final class Attached implements IParameterPreprocessor
    {
        @Override
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info)
        {
            if (String.valueOf(info.get("separator")).isBlank())
            {
                args.push(DEFAULT);
            }
            return false;
        }
    }
}
