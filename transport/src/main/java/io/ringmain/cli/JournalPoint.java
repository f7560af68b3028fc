package io.ringmain.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A place in a journal, as a person names it. */
sealed interface JournalPoint
{
    /**
     * The record with a sequence.
     *
     * @param number from 0
     */
    record Sequence(long number) implements JournalPoint
    {
        @Override
        public String toString()
        {
            return Long.toString(number);
        }
    }

    /**
     * The first record at or after a time.
     *
     * @param ns since 1970
     */
    record Time(long ns) implements JournalPoint
    {
        @Override
        public String toString()
        {
            return Instant.ofEpochSecond(0, ns).toString();
        }
    }

    /**
     * The first record that is so much later than the journal's first one, or later still.
     *
     * @param ns from the time of the first record
     */
    record AfterStart(long ns) implements JournalPoint
    {}

    /** Reads {@code 1200}, {@code 2026-11-26T10:00:00Z} and {@code +30s}. */
    final class Option implements ITypeConverter<JournalPoint>
    {
        @Override
        public JournalPoint convert(String value)
        {
            if (value.matches("[0-9]{1,18}"))
            {
                return new Sequence(Long.parseLong(value));
            }
            if (value.startsWith("+"))
            {
                return new AfterStart(DurationOption.parse(value.substring(1)).toNanos());
            }
            try
            {
                Instant instant = OffsetDateTime.parse(value).toInstant();
                return new Time(Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L),
                        instant.getNano()));
            }
            catch (DateTimeException | ArithmeticException e)
            {
                throw new TypeConversionException(
                        "\"" + value + "\" is no place in a journal; give a sequence (1200), " +
                                "a time with its zone (2026-11-26T10:00:00Z) or a time from the start (+30s)");
            }
        }
    }
}
