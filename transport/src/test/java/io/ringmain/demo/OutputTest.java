package io.ringmain.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

class OutputTest
{
    private final OutputCheck check = new OutputCheck();

    @Test
    void shouldWriteARecordThatBearsItsSource() throws IOException
    {
        FlightEvent event = Flights.parsed("BNA", 17);
        event.position(2, 5_000_000_000L);
        new DelayStage().onEvent(event, 0, true);

        byte[] value = OutputWriter.value(event);

        assertEquals(
                "{\"airport\":\"BNA\",\"flights\":1,\"meanDelayMin\":17.0,\"onTimeShare\":0.0,\"p95DelayMin\":17," +
                        "\"delayMin\":17,\"anomaly\":0.0,\"source\":{\"partition\":2,\"offset\":5000000000}}",
                new String(value, UTF_8));
        assertArrayEquals("BNA".getBytes(UTF_8), OutputWriter.key(event));
        check.expect(2, 5_000_000_000L);
        OutputWriter.readSource(value, check);
        assertTrue(check.complete() && check.result().ok());
    }

    @Test
    void shouldRefuseARecordThatIsNotOurs()
    {
        assertThrows(IOException.class, () -> OutputWriter.readSource("{\"a\":1}".getBytes(UTF_8), check));
        assertThrows(IOException.class, () -> OutputWriter.readSource("hello".getBytes(UTF_8), check));
    }

    @Test
    void shouldAccountForEveryPosition()
    {
        for (long offset = 1_000_000; offset < 1_000_100; offset++)
        {
            check.expect(0, offset);
            check.expect(1, offset);
            check.seen(0, offset);
        }
        assertFalse(check.complete());
        for (long offset = 1_000_099; offset >= 1_000_000; offset--)
        {
            check.seen(1, offset);
        }

        OutputCheck.Result result = check.result();

        assertTrue(check.complete());
        assertEquals(new OutputCheck.Result(200, 200, 0, 0, 0, List.of()), result);
    }

    @Test
    void shouldTellWhatIsMissingTwiceOrUnexpected()
    {
        check.expect(0, 500);
        check.expect(0, 501);
        check.expect(3, 7);
        check.seen(0, 501);
        check.seen(0, 501);
        check.seen(0, 3);
        check.seen(3, 7);

        OutputCheck.Result result = check.result();

        assertFalse(result.ok());
        assertEquals(new OutputCheck.Result(3, 4, 1, 1, 1, List.of("missing at 0:500", "twice at 0:501",
                "unexpected at 0:3")), result);
    }
}
