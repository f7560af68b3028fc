package io.ringmain.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.ringmain.node.Replay;
import io.ringmain.node.ReplayResult;
import io.ringmain.state.StateHash;

/**
 * What the apps of all partitions know: one app has the airports of one partition. To be looked at when no pipeline runs.
 *
 * @param apps one for each partition, in any order
 */
public record FlightStates(List<FlightsApp> apps)
{
    /** Copies the list. */
    public FlightStates
    {
        apps = List.copyOf(apps);
    }

    /**
     * Replays the journals of all partitions, one after the other, each into an app of its own.
     *
     * @param journals the folder that has them
     * @return records and time in all, and the hash of all states
     */
    public static ReplayResult replay(Path journals)
    {
        List<FlightsApp> apps = new ArrayList<>();
        long records = 0;
        long elapsedNs = 0;
        for (Path journal : folders(journals))
        {
            FlightsApp app = new FlightsApp();
            apps.add(app);
            ReplayResult replayed = Replay.run(app, journal);
            records += replayed.records();
            elapsedNs += replayed.elapsedNs();
        }
        return new ReplayResult(records, new FlightStates(apps).hash(), elapsedNs);
    }

    private static List<Path> folders(Path journals)
    {
        try (Stream<Path> folders = Files.list(journals))
        {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("the journals in " + journals + " cannot be listed: " + e, e);
        }
    }

    /**
     * The hash of all states, whatever order the apps are in.
     *
     * @return SHA-256 in hexadecimal
     */
    public String hash()
    {
        Map<String, DelayStage> states = new TreeMap<>();
        apps.forEach(app -> states.put(StateHash.of(Map.of("delays", app.delays())), app.delays()));
        return StateHash.of(states);
    }

    /**
     * The airports whose flights were latest on average.
     *
     * @param limit      how many at most
     * @param minFlights airports with fewer flights are left out: chance alone would put them on top
     * @return the latest first
     */
    public List<AirportDelays> worst(int limit, long minFlights)
    {
        return apps.stream().flatMap(app -> app.delays().worst(limit, minFlights).stream())
                .sorted(Comparator.comparingDouble(AirportDelays::meanDelayMinutes).reversed()
                        .thenComparing(AirportDelays::airport))
                .limit(limit).toList();
    }

    /**
     * Records that were no flight.
     *
     * @return a count
     */
    public long rejected()
    {
        return apps.stream().mapToLong(FlightsApp::rejected).sum();
    }
}
