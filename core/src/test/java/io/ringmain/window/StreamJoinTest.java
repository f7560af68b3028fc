package io.ringmain.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class StreamJoinTest
{
    private final List<Tick> late = new ArrayList<>();

    private EventTimeOperator<Tick, Line> join(long bound, long outOfOrder)
    {
        return Joins.within(bound).time(Tick::time).key(Tick::key).outOfOrder(outOfOrder)
                .onLate((tick, sequence) -> late.add(tick)).left(Tick::isLeft, Kept::new, Kept::set)
                .right(Tick::isRight, Kept::new, Kept::set).emit((left, right, line) -> line.set(left, right));
    }

    @Test
    void shouldPairWhenTimesDifferByAtMostTheBound()
    {
        Feed feed = new Feed(join(10, 100));
        feed.map(50, 1, 1);

        assertEquals(List.of("1@50 with -2@60"), feed.map(60, 1, -2));
        assertEquals(List.of("1@50 with -3@40"), feed.map(40, 1, -3));
        assertEquals(List.of(), feed.map(61, 1, -4));
        assertEquals(List.of(), feed.map(39, 1, -5));
        assertEquals(List.of(), feed.map(50, 2, -6), "another key");
        assertEquals(List.of(), feed.map(200, 1, 7), "the same side");
    }

    @Test
    void shouldPairByTimeThenArrivalWhenThereAreManyPartners()
    {
        Feed feed = new Feed(join(10, 100));
        feed.map(7, 0, 1);
        feed.map(3, 0, 2);
        feed.map(7, 0, 3);
        feed.map(5, 0, 4);

        assertEquals(List.of("2@3 with -9@6", "4@5 with -9@6", "1@7 with -9@6", "3@7 with -9@6"),
                feed.map(6, 0, -9));
    }

    @Test
    void shouldForgetRowsWhenNoEventOnTimeCanMeetThem()
    {
        EventTimeOperator<Tick, Line> operator = join(10, 5);
        Feed feed = new Feed(operator);
        feed.map(0, 0, 1);
        feed.map(15, 1, 0);
        assertEquals(1, operator.size(), "an event at 10 would be on time");
        assertEquals(List.of("1@0 with -2@10"), feed.map(10, 0, -2));

        feed.map(16, 1, 0);

        assertEquals(1, operator.size(), "the one at 10");
    }

    @Test
    void shouldCountAnEventAsLateWhenItIsBehindTheWatermark()
    {
        EventTimeOperator<Tick, Line> operator = join(10, 5);
        Feed feed = new Feed(operator);
        feed.map(20, 0, 1);

        assertEquals(List.of(), feed.map(14, 0, -2));
        assertEquals(List.of("1@20 with -3@15"), feed.map(15, 0, -3));
        assertEquals(1, operator.lateEvents());
        assertEquals(List.of(Tick.at(14, 0, -2)), late);
    }

    @Test
    void shouldOnlyMoveTheTimeWhenAnEventIsOfNeitherSide()
    {
        EventTimeOperator<Tick, Line> operator = join(0, 0);
        Feed feed = new Feed(operator);

        feed.map(5, 0, 0);
        feed.map(4, 0, 0);

        assertEquals(5, operator.watermark());
        assertEquals(0, operator.lateEvents());
        assertEquals(0, operator.size());
    }

    @Test
    void shouldJoinOthersAndNotItselfWhenAnEventIsOfBothSides()
    {
        EventTimeOperator<Tick, Line> operator = Joins.within(5).time(Tick::time)
                .left(tick -> true, Kept::new, Kept::set).right(tick -> true, Kept::new, Kept::set)
                .emit((left, right, line) -> line.set(left, right));
        Feed feed = new Feed(operator);

        assertEquals(List.of(), feed.map(0, 0, 1));
        assertEquals(List.of("2@5 with 1@0", "1@0 with 2@5"), feed.map(5, 0, 2));
    }

    @Test
    void shouldKeepOrderWhenManyRowsComeAndGo()
    {
        EventTimeOperator<Tick, Line> operator = join(3, 2);
        Feed feed = new Feed(operator);

        for (int time = 0; time < 1_000; time++)
        {
            feed.map(time, 0, time + 1);
            List<String> pairs = feed.map(time, 0, -1);
            assertEquals(Math.min(time, 3) + 1, pairs.size(), "at " + time);
        }

        assertEquals(12, operator.size(), "both sides from 994 to 999: the watermark is 997");
    }
}
