package io.ringmain.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** With a bound on disorder that is wide enough, the order of arrival makes no difference: every window fires once. */
@Domain(TickDomain.class)
class DisorderPropertyTest
{
    private static final Tick END = Tick.at(10_000, 0, 0);

    @Property
    void shouldGroupByWindowWhateverTheOrderOfArrival(@ForAll Config config, @ForAll List<Tick> ticks)
    {
        Windows windows = Windows.hopping(config.length(), config.hop());
        EventTimeOperator<Tick, Line> operator = windows.time(Tick::time).key(Tick::key)
                .outOfOrder(TickDomain.MAX_DISORDER).aggregate(Gathered::new, Gathered::add)
                .emit((window, gathered, line) -> line.setSorted(window, gathered));
        List<String> expected = new ArrayList<>();
        for (long start = -100; start <= 100; start++)
        {
            long from = start;
            if (Math.floorMod(start, config.hop()) == 0)
            {
                ticks.stream().filter(tick -> tick.time() >= from && tick.time() < from + config.length())
                        .sorted(Comparator.comparing(Tick::key)).map(Tick::key).distinct()
                        .forEach(key -> expected.add(Line.format(key, from, from + config.length(), 1,
                                values(ticks, key, from, from + config.length()))));
            }
        }

        assertEquals(expected, results(operator, ticks));
        assertEquals(0, operator.lateEvents());
    }

    @Property
    void shouldGroupByBurstWhateverTheOrderOfArrival(@ForAll Config config, @ForAll List<Tick> ticks)
    {
        EventTimeOperator<Tick, Line> operator = Windows.session(config.length()).time(Tick::time).key(Tick::key)
                .outOfOrder(TickDomain.MAX_DISORDER).aggregate(Gathered::new, Gathered::add, Gathered::merge)
                .emit((window, gathered, line) -> line.setSorted(window, gathered));
        List<Tick> bursts = new ArrayList<>(); // time: start, value: end
        for (Tick tick : ticks.stream().sorted(Comparator.comparing(Tick::key).thenComparing(Tick::time)).toList())
        {
            Tick last = bursts.isEmpty() ? null : bursts.get(bursts.size() - 1);
            boolean same = last != null && last.key() == tick.key() && tick.time() < last.value();
            bursts.remove(same ? last : null);
            bursts.add(Tick.at(same ? last.time() : tick.time(), tick.key(), tick.time() + config.length()));
        }
        bursts.sort(Comparator.comparing(Tick::value).thenComparing(Tick::key));

        List<String> expected = bursts.stream().map(burst -> Line.format(burst.key(), burst.time(), burst.value(), 1,
                values(ticks, burst.key(), burst.time(), burst.value()))).toList();

        assertEquals(expected, results(operator, ticks));
        assertEquals(0, operator.lateEvents());
    }

    @Property
    void shouldFindEveryPairWhateverTheOrderOfArrival(@ForAll Config config, @ForAll List<Tick> ticks)
    {
        EventTimeOperator<Tick, Line> operator = config.withOutOfOrder(TickDomain.MAX_DISORDER)
                .join((tick, sequence) ->
                {});
        List<String> expected = new ArrayList<>();
        for (Tick left : ticks)
        {
            for (Tick right : ticks)
            {
                if (left.value() > 0 && right.value() < 0 && left.key() == right.key() &&
                        Math.abs(left.time() - right.time()) <= config.length())
                {
                    expected.add(left.value() + "@" + left.time() + " with " + right.value() + "@" + right.time());
                }
            }
        }

        assertEquals(expected.stream().sorted().toList(), results(operator, ticks).stream().sorted().toList());
        assertEquals(0, operator.lateEvents());
        assertEquals(0, operator.size());
    }

    private static List<String> results(EventTimeOperator<Tick, Line> operator, List<Tick> ticks)
    {
        Feed feed = new Feed(operator);
        List<List<String>> results = new ArrayList<>(feed.mapAll(ticks));
        results.add(feed.map(END));
        return results.stream().flatMap(Collection::stream).collect(Collectors.toList());
    }

    private static List<Long> values(List<Tick> ticks, long key, long from, long to)
    {
        return ticks.stream().filter(tick -> tick.key() == key && tick.time() >= from && tick.time() < to)
                .map(Tick::value).sorted().toList();
    }
}
