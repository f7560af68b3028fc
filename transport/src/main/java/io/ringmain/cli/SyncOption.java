package io.ringmain.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.journal.SyncPolicy;

/** When a journal is forced to the disk: {@code none}, {@code every-batch}, or an interval. */
final class SyncOption implements ITypeConverter<SyncPolicy>
{
    @Override
    public SyncPolicy convert(String value)
    {
        if (value.equals("none"))
        {
            return SyncPolicy.none();
        }
        if (value.equals("every-batch"))
        {
            return SyncPolicy.everyBatch();
        }
        try
        {
            return SyncPolicy.every(DurationOption.parse(value));
        }
        catch (IllegalArgumentException | TypeConversionException e)
        {
            throw new TypeConversionException(
                    "\"" + value +
                            "\" does not say when to force; give none, every-batch, or an interval such as 10ms");
        }
    }
}
