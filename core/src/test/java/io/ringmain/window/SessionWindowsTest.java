package io.ringmain.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class SessionWindowsTest
{
    private final List<Tick> late = new ArrayList<>();

    private EventTimeOperator<Tick, Line> sessions(long gap, long outOfOrder, long lateness)
    {
        return Windows.session(gap).time(Tick::time).key(Tick::key).outOfOrder(outOfOrder).lateness(lateness)
                .onLate((tick, sequence) -> late.add(tick)).aggregate(Gathered::new, Gathered::add, Gathered::merge)
                .emit((window, gathered, line) -> line.set(window, gathered));
    }

    @Test
    void shouldLastUntilTheGapHasPassedWithoutAnEvent()
    {
        Feed feed = new Feed(sessions(5, 0, 0));
        feed.map(10, 1, 1);
        assertEquals(List.of(), feed.map(14, 1, 2));

        assertEquals(List.of("key 1 [10, 19) #1: [1, 2]"), feed.map(19, 1, 3), "a whole gap away is a new session");
    }

    @Test
    void shouldFireByEndThenByKeyWhenManyAreDue()
    {
        Feed feed = new Feed(sessions(5, 100, 0));
        feed.map(20, 3, 1);
        feed.map(10, 9, 2);
        feed.map(20, -2, 3);
        feed.map(13, 9, 4);
        feed.map(12, 4, 5);

        assertEquals(List.of("key 4 [12, 17) #1: [5]", "key 9 [10, 18) #1: [2, 4]", "key -2 [20, 25) #1: [3]",
                "key 3 [20, 25) #1: [1]"), feed.map(1_000, 0, 6));
    }

    @Test
    void shouldMergeWhenAnEventLiesBetweenTwoSessions()
    {
        EventTimeOperator<Tick, Line> operator = sessions(5, 100, 0);
        Feed feed = new Feed(operator);
        feed.map(18, 0, 1);
        feed.map(10, 0, 2);
        feed.map(30, 0, 3);
        assertEquals(3, operator.size());

        feed.map(14, 0, 4);

        assertEquals(2, operator.size());
        assertEquals(List.of("key 0 [10, 23) #1: [2, 1, 4]", "key 0 [30, 35) #1: [3]"), feed.map(1_000, 1, 5));
    }

    @Test
    void shouldStayApartWhenSessionsOnlyTouch()
    {
        EventTimeOperator<Tick, Line> operator = sessions(5, 100, 0);
        Feed feed = new Feed(operator);
        feed.map(10, 0, 1);
        feed.map(20, 0, 2);

        feed.map(15, 0, 3);

        assertEquals(3, operator.size());
        assertEquals(List.of("key 0 [10, 15) #1: [1]", "key 0 [15, 20) #1: [3]", "key 0 [20, 25) #1: [2]"),
                feed.map(1_000, 1, 4));
    }

    @Test
    void shouldFireAgainWhenALateEventChangesAFiredSession()
    {
        Feed feed = new Feed(sessions(5, 0, 20));
        feed.map(10, 0, 1);
        assertEquals(List.of("key 0 [10, 15) #1: [1]"), feed.map(20, 0, 2));

        assertEquals(List.of("key 0 [9, 15) #2: [1, 3]"), feed.map(9, 0, 3));
        assertEquals(List.of("key 0 [9, 19) #3: [1, 3, 4]"), feed.map(14, 0, 4), "longer, but it has passed too");
    }

    @Test
    void shouldWaitForItsNewEndWhenALateEventMakesAFiredSessionReachBeyondTheWatermark()
    {
        Feed feed = new Feed(sessions(5, 0, 20));
        feed.map(10, 0, 1);
        assertEquals(List.of("key 0 [10, 15) #1: [1]"), feed.map(18, 1, 2));

        assertEquals(List.of(), feed.map(14, 0, 3));
        assertEquals(List.of("key 0 [10, 19) #2: [1, 3]"), feed.map(19, 1, 4));
    }

    @Test
    void shouldReplaceBothWhenALateEventMergesFiredSessions()
    {
        Feed feed = new Feed(sessions(5, 0, 100));
        feed.map(10, 0, 1);
        feed.map(18, 0, 2);
        feed.map(50, 9, 3);

        assertEquals(List.of("key 0 [10, 23) #2: [1, 2, 4]"), feed.map(14, 0, 4));
    }

    @Test
    void shouldCountAnEventAsLateWhenItsOwnSessionWouldBeClosed()
    {
        EventTimeOperator<Tick, Line> operator = sessions(5, 0, 10);
        Feed feed = new Feed(operator);
        feed.map(30, 0, 1);

        assertEquals(List.of(), feed.map(15, 0, 2), "15 + 5 + 10 <= 30");
        assertEquals(List.of(Tick.at(15, 0, 2)), late);
        assertEquals(List.of("key 0 [16, 21) #1: [3]"), feed.map(16, 0, 3));
        assertEquals(List.of("key 0 [15, 21) #2: [3, 4]"), feed.map(15, 0, 4), "a session that is open takes it");
        assertEquals(1, operator.lateEvents());
    }

    @Test
    void shouldCloseWhenLatenessIsOver()
    {
        EventTimeOperator<Tick, Line> operator = sessions(5, 0, 10);
        Feed feed = new Feed(operator);
        feed.map(0, 0, 1);
        feed.map(14, 1, 2);
        assertEquals(2, operator.size());

        feed.map(15, 1, 3);

        assertEquals(1, operator.size());
    }
}
