package io.ringmain.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ringmain.state.Timers;
import io.ringmain.window.Accumulator;
import io.ringmain.window.EventTimeOperator;
import io.ringmain.window.Joins;
import io.ringmain.window.Window;
import io.ringmain.window.Windows;

/** The examples of docs/windows.md: they run here, and the page must hold these very lines. */
class WindowsExampleTest
{
    private static final Path SOURCE = Path.of("src/test/java/io/ringmain/readme/WindowsExampleTest.java");
    private static final Path PAGE = Path.of("../docs/windows.md");

    record Trade(long timeMs, long symbolId, long price)
    {
        boolean isBuy()
        {
            return price % 2 == 0;
        }

        boolean isSell()
        {
            return !isBuy();
        }
    }

    static final class Bar
    {
        long symbolId;
        long startMs;
        long high;
        long low;
        boolean correction;

        void set(Window window, Range range)
        {
            startMs = window.start();
            high = range.high;
            low = range.low;
        }

        void set(Range buy, Range sell)
        {
            high = Math.max(buy.high, sell.high);
            low = Math.min(buy.low, sell.low);
        }
    }

    // @formatter:off
    // tag::accumulator
    static final class Range implements Accumulator
    {
        long high = Long.MIN_VALUE;
        long low = Long.MAX_VALUE;

        void add(Trade trade)
        {
            high = Math.max(high, trade.price());
            low = Math.min(low, trade.price());
        }

        void merge(Range other)                                 // sessions only
        {
            high = Math.max(high, other.high);
            low = Math.min(low, other.low);
        }

        @Override public void clear()
        {
            high = Long.MIN_VALUE;
            low = Long.MAX_VALUE;
        }

        @Override public void writeSnapshot(DataOutput out) throws IOException
        {
            out.writeLong(high);
            out.writeLong(low);
        }

        @Override public void readSnapshot(DataInput in) throws IOException
        {
            high = in.readLong();
            low = in.readLong();
        }
    }
    // end::accumulator

    @Test
    void shouldMakeBarsAsThePageShowsIt()
    {
        List<Bar> ring = new ArrayList<>();
        List<Trade> missed = new ArrayList<>();

        // tag::window
        EventTimeOperator<Trade, Bar> bars = Windows.tumbling(60_000)   // or hopping(length, hop), or session(gap)
                .time(Trade::timeMs)
                .key(Trade::symbolId)
                .outOfOrder(2_000)                              // on time up to 2 s behind the newest
                .lateness(10_000)                               // a correction for 10 s more
                .onLate((trade, sequence) -> missed.add(trade))
                .aggregate(Range::new, Range::add)              // a session also takes Range::merge
                .emit((window, range, bar) -> {
                    bar.symbolId = window.key();
                    bar.startMs = window.start();
                    bar.high = range.high;
                    bar.low = range.low;
                    bar.correction = window.firing() > 1;
                });
        // end::window
        feed(bars, ring, new Trade(59_000, 7, 101), new Trade(61_000, 7, 105), new Trade(59_500, 7, 99),
                new Trade(62_000, 7, 104), new Trade(58_000, 7, 97), new Trade(72_000, 7, 100), new Trade(0, 7, 1));

        assertEquals(2, ring.size());
        assertEquals(List.of(101L, 99L, false), List.of(ring.get(0).high, ring.get(0).low, ring.get(0).correction));
        assertEquals(List.of(101L, 97L, true), List.of(ring.get(1).high, ring.get(1).low, ring.get(1).correction));
        assertEquals(List.of(new Trade(0, 7, 1)), missed);
    }

    @Test
    void shouldPairBuysWithSellsAsThePageShowsIt()
    {
        List<Bar> ring = new ArrayList<>();

        // tag::join
        EventTimeOperator<Trade, Bar> spreads = Joins.within(5_000)
                .time(Trade::timeMs)
                .key(Trade::symbolId)
                .outOfOrder(2_000)
                .left(Trade::isBuy, Range::new, Range::add)     // what is kept of an event: it leaves its slot
                .right(Trade::isSell, Range::new, Range::add)
                .emit((buy, sell, spread) -> {
                    spread.high = Math.max(buy.high, sell.high);
                    spread.low = Math.min(buy.low, sell.low);
                });
        // end::join
        feed(spreads, ring, new Trade(0, 7, 10), new Trade(5_000, 7, 13), new Trade(5_001, 7, 15));

        assertEquals(1, ring.size());
        assertEquals(List.of(13L, 10L), List.of(ring.get(0).high, ring.get(0).low));
    }

    @Test
    void shouldExpireOrdersAsThePageShowsIt()
    {
        List<Long> expired = new ArrayList<>();
        Trade trade = new Trade(30_000, 7, 100);

        // tag::timers
        Timers timers = new Timers();                                           // the state of a stage of your own
        long timer = timers.schedule(30_000, 4711);                             // deadline, payload: an order, say
        timers.schedule(30_000, 4712);
        timers.cancel(timer);
        timers.advanceTo(trade.timeMs(), (deadline, order, id) -> expired.add(order));
        // end::timers

        assertEquals(List.of(4712L), expired);
    }

    @Test
    void shouldMakeBarsAsTheJavadocShowsIt() throws IOException
    {
        List<Bar> ring = new ArrayList<>();

        // tag::windows-javadoc
        EventTimeOperator<Trade, Bar> bars = Windows.tumbling(60_000)
                .time(Trade::timeMs)
                .key(Trade::symbolId)
                .outOfOrder(2_000)
                .lateness(10_000)
                .aggregate(Range::new, Range::add)
                .emit((window, range, bar) -> bar.set(window, range));
        // end::windows-javadoc
        feed(bars, ring, new Trade(59_000, 7, 101), new Trade(62_000, 7, 105));

        assertEquals(1, ring.size());
        assertTrue(javadoc("Windows").contains(region("windows-javadoc")));
    }

    @Test
    void shouldPairBuysWithSellsAsTheJavadocShowsIt() throws IOException
    {
        List<Bar> ring = new ArrayList<>();

        // tag::joins-javadoc
        EventTimeOperator<Trade, Bar> spreads = Joins.within(5_000)
                .time(Trade::timeMs)
                .key(Trade::symbolId)
                .outOfOrder(2_000)
                .left(Trade::isBuy, Range::new, Range::add)
                .right(Trade::isSell, Range::new, Range::add)
                .emit((buy, sell, spread) -> spread.set(buy, sell));
        // end::joins-javadoc
        feed(spreads, ring, new Trade(0, 7, 10), new Trade(5_000, 7, 13), new Trade(5_001, 7, 15));

        assertEquals(1, ring.size());
        assertTrue(javadoc("Joins").contains(region("joins-javadoc")));
    }
    // @formatter:on

    @Test
    void shouldStandInThePageWordForWord() throws IOException
    {
        String page = Files.readString(PAGE);

        for (String name : List.of("accumulator", "window", "join", "timers"))
        {
            assertTrue(page.contains("```java\n" + region(name) + "\n```"),
                    () -> PAGE + " does not hold the lines of " + name + " in " + SOURCE);
        }
    }

    /** The lines between two tags of this file. */
    private static String region(String name) throws IOException
    {
        String source = Files.readString(SOURCE);
        String tag = "// tag::" + name + "\n";
        int begin = source.indexOf(tag) + tag.length();
        return source.substring(begin, source.indexOf("// end::" + name)).stripTrailing().stripIndent();
    }

    /** A class of the package, with the stars of its comments taken off. */
    private static String javadoc(String type) throws IOException
    {
        Path file = Path.of("src/main/java/io/ringmain/window/" + type + ".java");
        return Files.readString(file).replace("\n * ", "\n");
    }

    private static void feed(EventTimeOperator<Trade, Bar> operator, List<Bar> ring, Trade... trades)
    {
        for (int i = 0; i < trades.length; i++)
        {
            operator.map(trades[i], i, () ->
            {
                ring.add(new Bar());
                return ring.get(ring.size() - 1);
            });
        }
    }
}
