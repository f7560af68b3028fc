package io.ringmain.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A path that is not empty, as that of an unset variable would be: it would mean the current folder. */
final class PathOption implements ITypeConverter<Path>
{
    @Override
    public Path convert(String value)
    {
        if (value.isBlank())
        {
            throw new TypeConversionException("the path is empty; give one, or leave the option out");
        }
        try
        {
            return Path.of(value);
        }
        catch (InvalidPathException e)
        {
            throw new TypeConversionException("\"" + value + "\" is not a path: " + e.getReason());
        }
    }
}
