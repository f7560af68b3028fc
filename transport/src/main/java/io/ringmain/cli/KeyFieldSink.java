package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordRefusedException;
import io.ringmain.log.RecordSink;

/**
 * Gives each record the key that a field of its JSON value holds: a text without its quotation marks, a number, true or false
 * as they are written. A record without that field is refused. Threading: one thread.
 */
final class KeyFieldSink implements RecordSink
{
    private static final JsonFactory JSON = new JsonFactory();

    private final String field;
    private final RecordSink sink;

    /**
     * Before another sink.
     *
     * @param field of the value itself, not of an object within it
     */
    KeyFieldSink(String field, RecordSink sink)
    {
        this.field = field;
        this.sink = sink;
    }

    @Override
    public void write(LogRecord record)
    {
        record.key(key(record).getBytes(UTF_8));
        sink.write(record);
    }

    private String key(LogRecord record)
    {
        if (record.valueLength() == LogRecord.NONE)
        {
            throw refused("has no value, and so no field");
        }
        try (JsonParser json = JSON.createParser(record.valueBuffer().byteArray(), 0, record.valueLength()))
        {
            if (json.nextToken() != JsonToken.START_OBJECT)
            {
                throw refused("is no JSON object, and so has no field");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME)
            {
                boolean found = json.currentName().equals(field);
                JsonToken value = json.nextToken();
                if (found)
                {
                    return text(json, value);
                }
                json.skipChildren();
            }
            throw refused("has no field");
        }
        catch (JsonParseException e)
        {
            throw refused("is no JSON, and so has no field");
        }
        catch (IOException e)
        {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }

    private String text(JsonParser json, JsonToken value) throws IOException
    {
        if (value == null || !value.isScalarValue() || value == JsonToken.VALUE_NULL)
        {
            throw refused("has no text, number, true or false in the field");
        }
        return json.getText();
    }

    private RecordRefusedException refused(String why)
    {
        return new RecordRefusedException("the record " + why + " \"" + field + "\" to take a key from");
    }

    @Override
    public void flush()
    {
        sink.flush();
    }

    @Override
    public long acknowledged()
    {
        return sink.acknowledged();
    }

    @Override
    public void close()
    {
        sink.close();
    }
}
