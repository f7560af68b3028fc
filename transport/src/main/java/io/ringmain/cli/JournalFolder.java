package io.ringmain.cli;

import java.nio.file.Path;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code journal:DIR}, for the verbs that take nothing else. */
final class JournalFolder implements ITypeConverter<Path>
{
    private static final String SCHEME = "journal:";

    @Override
    public Path convert(String value)
    {
        if (!value.startsWith(SCHEME))
        {
            throw new TypeConversionException("\"" + value + "\" is no journal; give journal:DIR");
        }
        return new PathOption().convert(value.substring(SCHEME.length()));
    }
}
