package io.ringmain.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sessions as one would write them first: a list that is searched, in which closed ones stay. */
final class SessionModel
{
    private final Config config;
    private final List<Burst> bursts = new ArrayList<>();
    private final List<Tick> late = new ArrayList<>();
    private long maxTime = Long.MIN_VALUE / 2;

    SessionModel(Config config)
    {
        this.config = config;
    }

    List<String> map(Tick tick)
    {
        List<String> out = new ArrayList<>();
        long before = maxTime - config.outOfOrder();
        maxTime = Math.max(maxTime, tick.time());
        long watermark = maxTime - config.outOfOrder();
        bursts.sort(Comparator.comparing((Burst burst) -> burst.end).thenComparing(burst -> burst.key));
        for (Burst burst : bursts)
        {
            if (burst.end > before && burst.end <= watermark)
            {
                out.add(burst.fire());
            }
        }

        Burst union = new Burst(tick.key(), tick.time(), tick.time() + config.length());
        List<Burst> touched = bursts.stream().filter(burst -> burst.key == tick.key() &&
                burst.end + config.lateness() > watermark && burst.start < union.end && tick.time() < burst.end)
                .sorted(Comparator.comparing(burst -> burst.start)).toList();
        for (Burst burst : touched)
        {
            union.start = Math.min(union.start, burst.start);
            union.end = Math.max(union.end, burst.end);
            union.firing = Math.max(union.firing, burst.firing);
            union.values.addAll(burst.values);
        }
        if (union.end + config.lateness() <= watermark)
        {
            late.add(tick);
            return out;
        }
        union.values.add(tick.value());
        bursts.removeAll(touched);
        bursts.add(union);
        if (union.end <= watermark)
        {
            out.add(union.fire());
        }
        return out;
    }

    List<Tick> late()
    {
        return late;
    }

    /** How many sessions are open. */
    long open()
    {
        return bursts.stream().filter(burst -> burst.end + config.lateness() > maxTime - config.outOfOrder()).count();
    }

    private static final class Burst
    {
        private final long key;
        private final List<Long> values = new ArrayList<>();
        private long start;
        private long end;
        private int firing;

        private Burst(long key, long start, long end)
        {
            this.key = key;
            this.start = start;
            this.end = end;
        }

        private String fire()
        {
            return Line.format(key, start, end, ++firing, values);
        }
    }
}
