package io.ringmain.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ringmain.window.SnapshotPropertyTest.Kind;

/** What holds for every operator. */
class EventTimeOperatorContractTest
{
    private static final Config CONFIG = new Config(10, 5, 20, 30);

    @ParameterizedTest
    @EnumSource
    void shouldNotLetTheWatermarkGoBack(Kind kind)
    {
        EventTimeOperator<Tick, Line> operator = kind.operator(CONFIG);
        Feed feed = new Feed(operator);
        assertEquals(Long.MIN_VALUE, operator.watermark());

        feed.map(100, 0, 1);
        feed.map(90, 0, 1);

        assertEquals(80, operator.watermark());
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveTheStateUntouchedWhenAnEventCannotBeRead(Kind kind) throws IOException
    {
        Feed feed = new Feed(kind.operator(CONFIG));
        feed.map(100, 0, 1);
        byte[] before = feed.snapshot();

        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class,
                () -> feed.map(Long.MAX_VALUE, 0, 1));

        assertTrue(thrown.getMessage().contains("9223372036854775807, outside -2^62..2^62"), thrown::getMessage);
        assertArrayEquals(before, feed.snapshot());
    }

    @ParameterizedTest
    @EnumSource
    void shouldCarryOpenStateWhenNothingFiresAnyMore(Kind kind) throws IOException
    {
        Feed feed = new Feed(kind.operator(CONFIG));
        feed.map(100, 3, 1);
        EventTimeOperator<Tick, Line> next = kind.operator(CONFIG);

        Feed restored = feed.restoredInto(next);

        assertTrue(next.size() > 0);
        assertEquals(feed.map(200, 3, -1), restored.map(200, 3, -1));
        assertArrayEquals(feed.snapshot(), restored.snapshot());
    }

    @ParameterizedTest
    @EnumSource
    void shouldCarryTheCountOfLateEvents(Kind kind) throws IOException
    {
        Feed feed = new Feed(kind.operator(CONFIG));
        feed.mapAll(List.of(Tick.at(100, 0, 1), Tick.at(0, 0, 1)));
        EventTimeOperator<Tick, Line> next = kind.operator(CONFIG);

        feed.restoredInto(next);

        assertEquals(1, next.lateEvents());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseASnapshotWhenItsWriterWasConfiguredOtherwise(Kind kind) throws IOException
    {
        Feed feed = new Feed(kind.operator(CONFIG));
        EventTimeOperator<Tick, Line> other = kind.operator(new Config(11, 5, 20, 30));

        IOException thrown = assertThrows(IOException.class, () -> feed.restoredInto(other));

        assertTrue(thrown.getMessage().contains("\"" + kind.operator(CONFIG) + "\""), thrown::getMessage);
        assertTrue(thrown.getMessage().contains("\"" + other + "\""), thrown::getMessage);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHandOnTheSequenceOfALateEvent(Kind kind)
    {
        long[] sequences = {-1};
        LateHandler<Tick> late = (tick, sequence) -> sequences[0] = sequence;
        EventTimeOperator<Tick, Line> operator = switch (kind)
        {
            case ALIGNED -> CONFIG.aligned(late);
            case SESSION -> CONFIG.session(late);
            case JOIN -> CONFIG.join(late);
        };
        Feed feed = new Feed(operator);

        feed.map(100, 0, 1);
        feed.map(0, 0, 1);

        assertEquals(1, sequences[0]);
    }
}
