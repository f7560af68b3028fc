package io.ringmain.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StampReaderTest
{
    private static final long LOOK_NS = 50;

    private final BatchStamps stamps = new BatchStamps(8);
    private final StampReader reader = new StampReader(stamps, false);

    @Test
    void shouldWalkPublicationByPublicationWhenABatchSpansSeveral()
    {
        stamps.stamp(0, 2, 100);
        stamps.stamp(3, 3, 200);

        assertEquals(2, reader.enter(0, 7, LOOK_NS));
        assertEquals(100, reader.timeNs());
        assertEquals(3, reader.enter(3, 7, LOOK_NS));
        assertEquals(200, reader.timeNs());
    }

    @Test
    void shouldDateTheRestByTheLookWhenNobodyStampedIt()
    {
        stamps.stamp(0, 2, 100);

        reader.enter(0, 7, LOOK_NS);

        assertEquals(7, reader.enter(3, 7, LOOK_NS));
        assertEquals(LOOK_NS, reader.timeNs());
    }

    @Test
    void shouldDateTheRestByTheStampBeforeItWhenOnePublisherStampsInOrder()
    {
        StampReader ordered = new StampReader(stamps, false, true);
        stamps.stamp(0, 2, 100);

        ordered.enter(0, 7, LOOK_NS);
        ordered.enter(3, 7, LOOK_NS);
        assertEquals(100, ordered.timeNs());

        ordered.enter(8, 9, 300);
        assertEquals(300, ordered.timeNs(), "a later look knows better");
    }

    @Test
    void shouldGoOnWithinAPublicationWhenABatchEndedInItsMiddle()
    {
        stamps.stamp(0, 5, 100);

        assertEquals(1, reader.enter(0, 1, LOOK_NS));
        assertEquals(5, reader.enter(2, 7, LOOK_NS));
        assertEquals(100, reader.timeNs());
    }

    @Test
    void shouldReadTheRightStampWhenThePublisherIsATurnAhead()
    {
        stamps.stamp(0, 7, 100);
        stamps.stamp(8, 15, 500);

        reader.enter(0, 7, LOOK_NS);

        assertEquals(100, reader.timeNs());
    }

    @Test
    void shouldNotTakeAStampOfAnEarlierTurnForThisOnes()
    {
        stamps.stamp(0, 7, 100);
        reader.enter(0, 15, LOOK_NS);

        assertEquals(20, reader.enter(16, 20, LOOK_NS));
        assertEquals(LOOK_NS, reader.timeNs());
    }

    @Test
    void shouldFindTheStartOfARunWhenItBeginsInTheMiddleOfOne()
    {
        StampReader late = new StampReader(stamps, true);
        stamps.stamp(0, 5, 100);

        assertEquals(5, late.enter(3, 7, LOOK_NS));
        assertEquals(100, late.timeNs());
    }

    @Test
    void shouldWantStampsWhileAnyReaderNaps()
    {
        stamps.want(0, true);
        stamps.want(1, true);
        stamps.want(0, false);
        assertTrue(stamps.wanted());

        stamps.want(1, false);
        assertFalse(stamps.wanted());
    }
}
