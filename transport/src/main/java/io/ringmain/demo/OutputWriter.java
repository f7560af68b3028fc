package io.ringmain.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * An output record: JSON, keyed by airport, bearing the position of the flight it answers, so that a reader can account
 * for every one.
 *
 * <pre>
 * {"airport":"BNA","flights":412,"meanDelayMin":7.25,"onTimeShare":0.8131,"p95DelayMin":51,
 *  "delayMin":3,"anomaly":-0.21,"source":{"partition":2,"offset":1719}}
 * </pre>
 *
 * Threading: from any thread.
 */
public final class OutputWriter
{
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int USUAL_BYTES = 192;

    private OutputWriter()
    {}

    /**
     * What the record is keyed by.
     *
     * @param event a flight that the delays stage has handled
     * @return its airport
     */
    public static byte[] key(FlightEvent event)
    {
        return event.origin.getBytes(UTF_8);
    }

    /**
     * What the record says.
     *
     * @param event a flight that the delays stage has handled
     * @return JSON
     */
    public static byte[] value(FlightEvent event)
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes))
        {
            json.writeStartObject();
            json.writeStringField("airport", event.origin);
            json.writeNumberField("flights", event.flights);
            json.writeNumberField("meanDelayMin", rounded(event.meanDelayMinutes, 100));
            json.writeNumberField("onTimeShare", rounded(event.onTimeShare, 10_000));
            json.writeNumberField("p95DelayMin", event.p95DelayMinutes);
            json.writeNumberField("delayMin", event.delayMinutes);
            json.writeNumberField("anomaly", rounded(event.anomaly, 100));
            json.writeObjectFieldStart("source");
            json.writeNumberField("partition", event.partition());
            json.writeNumberField("offset", event.position());
            json.writeEndObject();
            json.writeEndObject();
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The position of the flight that a record answers, read back from its value.
     *
     * @param value   as {@link #value} wrote it
     * @param account is told
     * @throws IOException when the value was written by something else
     */
    public static void readSource(byte[] value, OutputCheck account) throws IOException
    {
        JsonNode source = MAPPER.readTree(value).path("source");
        if (!source.path("partition").isInt() || !source.path("offset").isIntegralNumber())
        {
            throw new IOException("a record of the output topic has no \"source\": " + new String(value, UTF_8));
        }
        account.seen(source.path("partition").intValue(), source.path("offset").longValue());
    }

    private static double rounded(double value, int parts)
    {
        return (double) Math.round(value * parts) / parts;
    }
}
