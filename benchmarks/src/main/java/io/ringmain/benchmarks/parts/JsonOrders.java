package io.ringmain.benchmarks.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** JSON by Jackson's streaming interface, which is its fastest. */
final class JsonOrders implements OrderFormat
{
    private final JsonFactory json = new JsonFactory();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final byte[][] written;

    JsonOrders(int places)
    {
        written = new byte[places][];
    }

    @Override
    public int write(Order order, int place)
    {
        out.reset();
        try (JsonGenerator to = json.createGenerator(out))
        {
            to.writeStartObject();
            to.writeNumberField("id", order.id);
            to.writeNumberField("time", order.timeNs);
            to.writeNumberField("symbol", order.symbol);
            to.writeNumberField("price", order.priceTicks);
            to.writeNumberField("quantity", order.quantity);
            to.writeBooleanField("buy", order.isBuy);
            to.writeEndObject();
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        written[place] = out.toByteArray();
        return written[place].length;
    }

    @Override
    public void read(int place, Order into)
    {
        try (JsonParser from = json.createParser(written[place]))
        {
            from.nextToken();
            while (from.nextToken() == JsonToken.FIELD_NAME)
            {
                String name = from.currentName();
                from.nextToken();
                switch (name)
                {
                    case "id" -> into.id = from.getLongValue();
                    case "time" -> into.timeNs = from.getLongValue();
                    case "symbol" -> into.symbol = from.getLongValue();
                    case "price" -> into.priceTicks = from.getLongValue();
                    case "quantity" -> into.quantity = from.getIntValue();
                    case "buy" -> into.isBuy = from.getBooleanValue();
                    default -> throw new IllegalStateException("a field " + name + " that nobody wrote");
                }
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
