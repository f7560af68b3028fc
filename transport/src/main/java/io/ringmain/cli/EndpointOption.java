package io.ringmain.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.node.Endpoint;

/** An endpoint of any kind; what the verb can do with it, it says itself. */
final class EndpointOption implements ITypeConverter<Endpoint>
{
    @Override
    public Endpoint convert(String value)
    {
        return parse(value);
    }

    private static Endpoint parse(String value)
    {
        try
        {
            return Endpoint.parse(value);
        }
        catch (IllegalArgumentException e)
        {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** An endpoint that is a journal. */
    static final class OfJournal implements ITypeConverter<Endpoint.Journal>
    {
        @Override
        public Endpoint.Journal convert(String value)
        {
            if (!value.isBlank() && value.indexOf(':') < 0)
            {
                throw new TypeConversionException("\"" + value + "\" is no journal; write it as journal:" + value);
            }
            if (parse(value) instanceof Endpoint.Journal journal)
            {
                return journal;
            }
            throw new TypeConversionException("\"" + value + "\" is no journal; write it as journal:DIR");
        }
    }

    /** An endpoint that is an app. */
    static final class OfApp implements ITypeConverter<Endpoint.AppClass>
    {
        @Override
        public Endpoint.AppClass convert(String value)
        {
            if (value.indexOf(':') >= 0 && parse(value) instanceof Endpoint.AppClass app)
            {
                return app;
            }
            throw new TypeConversionException("\"" + value + "\" is no app; write it as app:com.example.MyApp");
        }
    }
}
