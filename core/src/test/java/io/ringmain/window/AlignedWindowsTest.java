package io.ringmain.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class AlignedWindowsTest
{
    private final List<Tick> late = new ArrayList<>();

    private WindowAggregation<Tick, Gathered> windows(Windows windows, long outOfOrder, long lateness)
    {
        return windows.time(Tick::time).key(Tick::key).outOfOrder(outOfOrder).lateness(lateness)
                .onLate((tick, sequence) -> late.add(tick)).aggregate(Gathered::new, Gathered::add);
    }

    @Test
    void shouldFireWhenTheWatermarkReachesTheEnd()
    {
        EventTimeOperator<Tick, Line> operator = windows(Windows.tumbling(10), 3, 0).emit((w, a, r) -> r.set(w, a));
        Feed feed = new Feed(operator);

        assertEquals(List.of(), feed.map(0, 7, 1));
        assertEquals(List.of(), feed.map(12, 7, 2));
        assertEquals(List.of(), feed.map(9, 7, 3), "out of order, yet on time");
        assertEquals(9, operator.watermark());
        assertEquals(List.of("key 7 [0, 10) #1: [1, 3]"), feed.map(13, 7, 4));
        assertEquals(10, operator.watermark());
        assertEquals(1, operator.size());
    }

    @Test
    void shouldFireByEndThenByKeyWhenManyAreDue()
    {
        Feed feed = new Feed(windows(Windows.tumbling(10), 50, 0).emit((w, a, r) -> r.set(w, a)));
        feed.map(15, 1, 1);
        feed.map(5, 2, 2);
        feed.map(25, -3, 3);
        feed.map(3, -1, 4);
        feed.map(11, -9, 5);

        List<String> fired = feed.map(1_000, 0, 6);

        assertEquals(List.of("key -1 [0, 10) #1: [4]", "key 2 [0, 10) #1: [2]", "key -9 [10, 20) #1: [5]",
                "key 1 [10, 20) #1: [1]", "key -3 [20, 30) #1: [3]"), fired);
    }

    @Test
    void shouldAddToEachWindowWhenTheyOverlap()
    {
        Feed feed = new Feed(windows(Windows.hopping(10, 4), 0, 0).emit((w, a, r) -> r.set(w, a)));
        feed.map(8, 0, 1);
        feed.map(9, 0, 2);

        assertEquals(List.of("key 0 [0, 10) #1: [1, 2]", "key 0 [4, 14) #1: [1, 2]", "key 0 [8, 18) #1: [1, 2]"),
                feed.map(100, 0, 3));
    }

    @Test
    void shouldAlignToMultiplesWhenTimesAreNegative()
    {
        Feed tumbling = new Feed(windows(Windows.tumbling(10), 0, 0).emit((w, a, r) -> r.set(w, a)));
        Feed hopping = new Feed(windows(Windows.hopping(10, 5), 0, 0).emit((w, a, r) -> r.set(w, a)));

        tumbling.map(-11, 0, 1);
        assertEquals(List.of("key 0 [-20, -10) #1: [1]"), tumbling.map(-10, 0, 2));
        assertEquals(List.of("key 0 [-10, 0) #1: [2]"), tumbling.map(0, 0, 3));
        hopping.map(-1, 0, 1);
        assertEquals(List.of("key 0 [-10, 0) #1: [1]", "key 0 [-5, 5) #1: [1]"), hopping.map(5, 0, 2));
    }

    @Test
    void shouldFireAgainAtOnceWhenALateEventStillCounts()
    {
        EventTimeOperator<Tick, Line> operator = windows(Windows.tumbling(10), 0, 5).emit((w, a, r) -> r.set(w, a));
        Feed feed = new Feed(operator);
        feed.map(1, 0, 1);
        assertEquals(List.of("key 0 [0, 10) #1: [1]"), feed.map(14, 0, 2));

        assertEquals(List.of("key 0 [0, 10) #2: [1, 3]"), feed.map(2, 0, 3));
        assertEquals(List.of("key 8 [0, 10) #1: [4]"), feed.map(3, 8, 4), "a key that had no window yet");
        assertEquals(0, operator.lateEvents());

        assertEquals(List.of(), feed.map(15, 0, 5));
        assertEquals(List.of(), feed.map(4, 0, 6), "closed: the watermark is at 10 + 5");
        assertEquals(1, operator.lateEvents());
        assertEquals(List.of(Tick.at(4, 0, 6)), late);
    }

    @Test
    void shouldTellALateEventOnceWhenOnlySomeOfItsWindowsAreClosed()
    {
        EventTimeOperator<Tick, Line> operator = windows(Windows.hopping(10, 2), 0, 0).emit((w, a, r) -> r.set(w, a));
        Feed feed = new Feed(operator);
        feed.map(14, 0, 1);

        feed.map(9, 0, 2);

        assertEquals(1, operator.lateEvents(), "missed [0, 10) to [4, 14)");
        assertEquals(List.of(Tick.at(9, 0, 2)), late);
        assertEquals(List.of("key 0 [6, 16) #1: [1, 2]", "key 0 [8, 18) #1: [1, 2]", "key 0 [10, 20) #1: [1]",
                "key 0 [12, 22) #1: [1]", "key 0 [14, 24) #1: [1]"), feed.map(50, 0, 3));
    }

    @Test
    void shouldOnlyMoveTheTimeWhenTheConditionIsNotMet()
    {
        EventTimeOperator<Tick, Line> operator = Windows.tumbling(10).time(Tick::time).where(tick -> tick.value() > 0)
                .aggregate(Gathered::new, Gathered::add).emit((w, a, r) -> r.set(w, a));
        Feed feed = new Feed(operator);
        feed.map(1, 0, 1);

        assertEquals(List.of("key 0 [0, 10) #1: [1]"), feed.map(10, 0, 0));
        assertEquals(0, operator.size());
        feed.map(2, 0, 0);
        assertEquals(0, operator.lateEvents());
    }

    @Test
    void shouldUseAccumulatorsAgainWhenWindowsClose()
    {
        List<Gathered> created = new ArrayList<>();
        Feed feed = new Feed(Windows.tumbling(10).time(Tick::time).aggregate(() ->
        {
            created.add(new Gathered());
            return created.get(created.size() - 1);
        }, Gathered::add).emit((w, a, r) -> r.set(w, a)));

        for (int i = 0; i < 1_000; i++)
        {
            feed.map(i, 0, i);
        }

        assertEquals(1, created.size());
    }

    @Test
    void shouldKeepWindowsExactAtTheEndsOfTime()
    {
        long span = EventTime.MAX_SPAN;
        EventTimeOperator<Tick, Line> operator = windows(Windows.hopping(span, span), span, span)
                .emit((w, a, r) -> r.set(w, a));
        Feed feed = new Feed(operator);

        feed.map(-EventTime.MAX_TIME, 0, 1);
        assertEquals(-EventTime.MAX_TIME - span, operator.watermark());
        assertEquals(List.of("key 0 [%d, %d) #1: [1]".formatted(-4 * span, -3 * span)),
                feed.map(EventTime.MAX_TIME, 0, 2));
        assertThrows(IllegalArgumentException.class, () -> feed.map(EventTime.MAX_TIME + 1, 0, 3));
        assertThrows(IllegalArgumentException.class, () -> feed.map(Long.MIN_VALUE, 0, 3));
    }
}
