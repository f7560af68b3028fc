package io.ringmain.demo;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.lmax.disruptor.EventHandler;

import io.ringmain.state.Snapshottable;

/**
 * The delays of each airport, as of the flight just handled: count, mean, on-time share, 95th percentile, and how unusual
 * this flight's delay is. Deterministic: events are its only input.
 *
 * <p>
 * Hot path: allocates when an airport is met for the first time or a histogram grows, and otherwise nothing.
 */
public final class DelayStage implements EventHandler<FlightEvent>, Snapshottable
{
    private final Map<String, Airport> airports = new HashMap<>();

    /** Knows no airport yet. */
    public DelayStage()
    {}

    @Override
    public void onEvent(FlightEvent event, long sequence, boolean endOfBatch)
    {
        if (event.rejection != null)
        {
            return;
        }
        Airport airport = airports.get(event.origin);
        if (airport == null)
        {
            airport = new Airport();
            airports.put(event.origin, airport);
        }
        airport.learn(event);
    }

    /**
     * The airports whose flights were latest on average; when the pipeline does not run.
     *
     * @param limit      how many at most
     * @param minFlights airports with fewer flights are left out: chance alone would put them on top
     * @return the latest first
     */
    public List<AirportDelays> worst(int limit, long minFlights)
    {
        return airports.entrySet().stream().map(entry -> entry.getValue().summary(entry.getKey()))
                .filter(airport -> airport.flights() >= minFlights)
                .sorted(Comparator.comparingDouble(AirportDelays::meanDelayMinutes).reversed()
                        .thenComparing(AirportDelays::airport))
                .limit(limit).toList();
    }

    /**
     * How many airports are known; when the pipeline does not run.
     *
     * @return a count
     */
    public int airports()
    {
        return airports.size();
    }

    @Override
    public void writeSnapshot(DataOutput out) throws IOException
    {
        out.writeInt(airports.size());
        for (Map.Entry<String, Airport> entry : new TreeMap<>(airports).entrySet())
        {
            out.writeUTF(entry.getKey());
            entry.getValue().write(out);
        }
    }

    @Override
    public void readSnapshot(DataInput in) throws IOException
    {
        airports.clear();
        for (int remaining = in.readInt(); remaining > 0; remaining--)
        {
            airports.put(in.readUTF(), Airport.read(in));
        }
    }
}
