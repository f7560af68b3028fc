package io.ringmain.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ValidationTest
{
    @Test
    void shouldTellEveryProblemAtOnceWhenAWindowCannotWork()
    {
        WindowAggregation<Tick, Gathered> windows = Windows.hopping(10, 20).time(Tick::time).outOfOrder(-1)
                .lateness(1L << 61).aggregate(Gathered::new, Gathered::add);

        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class,
                () -> windows.<Line>emit((window, gathered, line) ->
                {}));

        assertEquals("""
                hopping windows of 10 every 20 cannot work:
                  - hop 20 is longer than length 10, so that events between two windows would be lost: \
                give a hop of at most the length
                  - outOfOrder is -1: give one from 0 to 2^60, in the unit of the event's time
                  - lateness is 2305843009213693952: give one from 0 to 2^60, in the unit of the event's time""",
                thrown.getMessage());
    }

    @Test
    void shouldTellThatSessionsNeedAMergeWhenThereIsNone()
    {
        WindowAggregation<Tick, Gathered> windows = Windows.session(0).time(Tick::time).aggregate(Gathered::new,
                Gathered::add);

        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class,
                () -> windows.<Line>emit((window, gathered, line) ->
                {}));

        assertEquals("""
                session windows with gaps of 0 cannot work:
                  - gap is 0: give one from 1 to 2^60, in the unit of the event's time
                  - sessions merge, but nothing says how two accumulators do: aggregate(create, add, merge)""",
                thrown.getMessage());
    }

    @Test
    void shouldTellAProblemOnceWhenAWindowTumbles()
    {
        WindowAggregation<Tick, Gathered> windows = Windows.tumbling(-5).time(Tick::time).aggregate(Gathered::new,
                Gathered::add);

        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class,
                () -> windows.<Line>emit((window, gathered, line) ->
                {}));

        assertEquals("""
                tumbling windows of -5 cannot work:
                  - length is -5: give one from 1 to 2^60, in the unit of the event's time""", thrown.getMessage());
    }

    @Test
    void shouldTellEveryProblemAtOnceWhenAJoinCannotWork()
    {
        JoinedSides<Tick, Kept, Kept> join = Joins.within(-1).time(Tick::time).outOfOrder(-2)
                .left(Tick::isLeft, Kept::new, Kept::set).right(Tick::isRight, Kept::new, Kept::set);

        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class,
                () -> join.<Line>emit((left, right, line) ->
                {}));

        assertEquals("""
                join within -1 cannot work:
                  - within is -1: give one from 0 to 2^60, in the unit of the event's time
                  - outOfOrder is -2: give one from 0 to 2^60, in the unit of the event's time""",
                thrown.getMessage());
    }
}
