package io.ringmain.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.config.Values;
import io.ringmain.journal.SyncPolicy;

/** When a journal is forced to the disk: {@code none}, {@code every-batch}, or an interval. */
final class SyncOption implements ITypeConverter<SyncPolicy>
{
    @Override
    public SyncPolicy convert(String value)
    {
        try
        {
            return Values.sync(value);
        }
        catch (IllegalArgumentException e)
        {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
