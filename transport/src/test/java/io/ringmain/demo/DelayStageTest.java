package io.ringmain.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class DelayStageTest
{
    private final DelayStage stage = new DelayStage();

    @Test
    void shouldKeepCountMeanAndOnTimeShare()
    {
        handle("BNA", -10);
        handle("LAS", 500);
        handle("BNA", 14);
        FlightEvent last = handle("BNA", 15);

        assertEquals(3, last.flights);
        assertEquals(19.0 / 3, last.meanDelayMinutes);
        assertEquals(2.0 / 3, last.onTimeShare);
    }

    @Test
    void shouldKeepTheExactPercentile()
    {
        SplittableRandom random = new SplittableRandom(1);
        List<Integer> delays = new ArrayList<>();
        for (int i = 0; i < 2_000; i++)
        {
            int delay = random.nextInt(-1_440, 10_081) / (1 + random.nextInt(50));
            delays.add(delay);

            FlightEvent event = handle("BNA", delay);

            Collections.sort(delays);
            int rank = (int) Math.ceil(0.95 * delays.size() - 1e-9);
            assertEquals(delays.get(rank - 1), event.p95DelayMinutes, "after " + delays.size());
        }
    }

    @Test
    void shouldScoreBeforeItLearns()
    {
        for (int i = 0; i < 100; i++)
        {
            handle("BNA", i % 2 == 0 ? 1 : -1);
        }

        FlightEvent late = handle("BNA", 60);
        FlightEvent again = handle("BNA", 60);

        assertEquals(60, late.anomaly, 6);
        assertTrue(again.anomaly < late.anomaly / 2, () -> late.anomaly + " then " + again.anomaly);
    }

    @Test
    void shouldScoreNothingWhileItKnowsLittle()
    {
        for (int i = 0; i < 29; i++)
        {
            handle("BNA", 0);
        }

        assertEquals(0, handle("BNA", 500).anomaly);
        assertTrue(handle("BNA", 500).anomaly > 1);
    }

    @Test
    void shouldPassOverRejectedEvents() throws IOException
    {
        FlightEvent rejected = Flights.parsed("BNA", 5);
        rejected.rejection = "no flight";

        stage.onEvent(rejected, 0, true);

        assertEquals(0, rejected.flights);
        assertArrayEquals(snapshot(new DelayStage()), snapshot(stage));
    }

    @Test
    void shouldGoOnTheSameAfterASnapshotWasReadBack() throws IOException
    {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1_000; i++)
        {
            stage.onEvent(Flights.random(random), i, true);
        }
        DelayStage restored = new DelayStage();
        restored.onEvent(Flights.parsed("OLD", 1), 0, true);

        restored.readSnapshot(new DataInputStream(new ByteArrayInputStream(snapshot(stage))));

        assertArrayEquals(snapshot(stage), snapshot(restored));
        for (int i = 0; i < 1_000; i++)
        {
            FlightEvent event = Flights.random(random);
            stage.onEvent(event, i, true);
            byte[] live = OutputWriter.value(event);
            restored.onEvent(event, i, true);
            assertArrayEquals(live, OutputWriter.value(event));
        }
        assertArrayEquals(snapshot(stage), snapshot(restored));
    }

    @Test
    void shouldWriteTheSameSnapshotWhateverTheOrderOfAirports() throws IOException
    {
        DelayStage other = new DelayStage();
        handle("BNA", 300);
        handle("LAS", -70);
        other.onEvent(Flights.parsed("LAS", -70), 0, true);
        other.onEvent(Flights.parsed("BNA", 300), 1, true);

        assertArrayEquals(snapshot(stage), snapshot(other));
    }

    @Test
    void shouldFailWhenASnapshotEndsEarly() throws IOException
    {
        handle("BNA", 1);
        byte[] bytes = snapshot(stage);

        assertThrows(EOFException.class, () -> new DelayStage()
                .readSnapshot(new DataInputStream(new ByteArrayInputStream(bytes, 0, bytes.length - 1))));
    }

    @Test
    void shouldListTheWorstFirstAndLeaveOutTheRare()
    {
        handle("AAA", 10);
        handle("AAA", 10);
        handle("CCC", 20);
        handle("CCC", 20);
        handle("BBB", 20);
        handle("BBB", 20);
        handle("RARE", 999);

        assertEquals(List.of(new AirportDelays("BBB", 2, 20, 0, 20), new AirportDelays("CCC", 2, 20, 0, 20)),
                stage.worst(2, 2));
    }

    private FlightEvent handle(String origin, int delay)
    {
        FlightEvent event = Flights.parsed(origin, delay);
        stage.onEvent(event, 0, true);
        return event;
    }

    private static byte[] snapshot(DelayStage stage) throws IOException
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stage.writeSnapshot(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
