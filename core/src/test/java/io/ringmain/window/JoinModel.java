package io.ringmain.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A join as one would write it first: every event is kept, and each one is compared with all. */
final class JoinModel
{
    private final Config config;
    private final List<Tick> accepted = new ArrayList<>();
    private final List<Tick> late = new ArrayList<>();
    private long maxTime = Long.MIN_VALUE / 2;

    JoinModel(Config config)
    {
        this.config = config;
    }

    List<String> map(Tick tick)
    {
        maxTime = Math.max(maxTime, tick.time());
        if (tick.value() == 0)
        {
            return List.of();
        }
        if (tick.time() < maxTime - config.outOfOrder())
        {
            late.add(tick);
            return List.of();
        }
        List<String> out = accepted.stream().filter(other -> other.key() == tick.key())
                .filter(other -> Long.signum(other.value()) == -Long.signum(tick.value()))
                .filter(other -> Math.abs(other.time() - tick.time()) <= config.length())
                .sorted(Comparator.comparing(Tick::time)).map(other -> pair(tick, other)).toList();
        accepted.add(tick);
        return out;
    }

    List<Tick> late()
    {
        return late;
    }

    /** How many rows may still meet an event that is on time. */
    long open()
    {
        return accepted.stream().filter(tick -> tick.time() + config.length() >= maxTime - config.outOfOrder()).count();
    }

    private static String pair(Tick tick, Tick other)
    {
        Tick left = tick.isLeft() ? tick : other;
        Tick right = tick.isLeft() ? other : tick;
        return left.value() + "@" + left.time() + " with " + right.value() + "@" + right.time();
    }
}
