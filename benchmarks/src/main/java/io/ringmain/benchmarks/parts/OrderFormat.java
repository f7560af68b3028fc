package io.ringmain.benchmarks.parts;

import java.util.Locale;

/** Keeps orders as bytes, each in a place of its own. One thread. */
interface OrderFormat
{
    /** Room for one in every format but JSON, in bytes. */
    int PLACE_BYTES = 64;

    /** Returns how many bytes it took. */
    int write(Order order, int place);

    void read(int place, Order into);

    static OrderFormat named(String name, int places)
    {
        return switch (name.toLowerCase(Locale.ROOT))
        {
            case "ringmain" -> new RingmainOrders(places);
            case "chronicle-bytes" -> new ChronicleOrders(places);
            case "byte-buffer" -> new ByteBufferOrders(places);
            case "json" -> new JsonOrders(places);
            default -> throw new IllegalArgumentException("there is no format " + name);
        };
    }
}
