package io.ringmain.window;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.ringmain.state.Snapshots;

/** Drives an operator and collects what comes out of it, as the ring behind it would. */
final class Feed
{
    private final EventTimeOperator<Tick, Line> operator;
    private final List<Line> results = new ArrayList<>();
    private long sequence;

    Feed(EventTimeOperator<Tick, Line> operator)
    {
        this.operator = operator;
    }

    /** What this one event gave. */
    List<String> map(Tick tick)
    {
        int before = results.size();
        operator.map(tick, sequence++, this::next);
        return results.subList(before, results.size()).stream().map(Line::toString).toList();
    }

    List<String> map(long time, long key, long value)
    {
        return map(Tick.at(time, key, value));
    }

    /** What these events gave, one list for each. */
    List<List<String>> mapAll(List<Tick> ticks)
    {
        return ticks.stream().map(this::map).toList();
    }

    /** Carries the state over to another operator. */
    Feed restoredInto(EventTimeOperator<Tick, Line> fresh) throws IOException
    {
        Snapshots.restore(fresh, snapshot());
        Feed feed = new Feed(fresh);
        feed.sequence = sequence;
        return feed;
    }

    byte[] snapshot() throws IOException
    {
        return Snapshots.of(operator);
    }

    private Line next()
    {
        Line line = new Line();
        results.add(line);
        return line;
    }
}
