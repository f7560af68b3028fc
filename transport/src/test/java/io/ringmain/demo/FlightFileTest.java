package io.ringmain.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlightFileTest
{
    private static final String A = Flights.json("AAA", 1);
    private static final String B = Flights.json("BBB", 2);

    @TempDir
    Path folder;

    @Test
    void shouldReadTheFlightsThatComeAlong() throws IOException
    {
        try (DeadLetterFile dead = new DeadLetterFile(dead()); FlightFile file = FlightFile.bundled(dead))
        {
            assertEquals(20_000, rest(file).size());
            assertEquals(0, dead.count());
            assertEquals(1, file.share(20_000));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\n2\n", "1\n2", "1\r\n2\r\n", "\uFEFF1\n2", "\n \t\n1\n\r\n\n2\n\n"})
    void shouldReadLinesHoweverTheyEnd(String text) throws IOException
    {
        byte[] bytes = text.replaceFirst("1", A).replaceFirst("2(?=[\r\n]*$)", B).getBytes(UTF_8);

        assertEquals(List.of(A, B), read(bytes));
        assertEquals(List.of(A, B), read(gzip(bytes)));
        assertFalse(Files.exists(dead()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n \n"})
    void shouldFindNothingWhenThereIsNothing(String text) throws IOException
    {
        assertEquals(List.of(), read(text.getBytes(UTF_8)));
        assertEquals(List.of(), read(gzip(text.getBytes(UTF_8))));
    }

    @Test
    void shouldGoOnWhenALineIsNoFlight() throws IOException
    {
        byte[] bytes = ("\n" + A + "\nhello\n[]\n" + "y".repeat(20_000) + "\n\u00e9\n" + B).getBytes(ISO_8859_1);

        assertEquals(List.of(A, B), read(bytes));

        List<String> letters = Files.readAllLines(dead());
        assertEquals(4, letters.size());
        assertTrue(letters.get(0).startsWith("{\"line\":3,\"reason\":\"not valid JSON: "), letters.get(0));
        assertEquals("{\"line\":4,\"reason\":\"not a JSON object\",\"text\":\"[]\"}", letters.get(1));
        assertEquals("{\"line\":5,\"reason\":\"longer than 16384 bytes; only the beginning is kept here\",\"text\":\"" +
                "y".repeat(16_384) + "\"}", letters.get(2));
        assertEquals("{\"line\":6,\"reason\":\"not valid UTF-8\",\"text\":\"\uFFFD\"}", letters.get(3));
    }

    @Test
    void shouldKnowTheLineOfAFlight() throws IOException
    {
        try (DeadLetterFile dead = new DeadLetterFile(dead());
                FlightFile file = FlightFile.open(write(("\n\n" + A).getBytes(UTF_8)), dead))
        {
            assertTrue(file.next());

            assertEquals(3, file.line());
            assertEquals("AAA", file.origin());
        }
    }

    @Test
    void shouldSayWhereGzipDataEndsEarly() throws IOException
    {
        byte[] whole = gzip((A + '\n' + B + '\n').getBytes(UTF_8));

        IOException cut = assertThrows(IOException.class, () -> read(Arrays.copyOf(whole, whole.length - 9)));
        IOException beheaded = assertThrows(IOException.class, () -> read(Arrays.copyOf(whole, 5)));

        assertTrue(cut.getMessage().contains("in.jsonl is damaged gzip data (it ends early) after line"),
                cut.getMessage());
        assertTrue(beheaded.getMessage().contains("after line 0"), beheaded.getMessage());
    }

    @Test
    void shouldSayThatGzipDataIsDamaged() throws IOException
    {
        byte[] bytes = gzip((A + '\n' + B + '\n').getBytes(UTF_8));
        bytes[bytes.length - 6] ^= 1;

        IOException damaged = assertThrows(IOException.class, () -> read(bytes));

        assertTrue(damaged.getMessage().contains("is damaged gzip data ("), damaged.getMessage());
    }

    private List<String> read(byte[] bytes) throws IOException
    {
        try (DeadLetterFile dead = new DeadLetterFile(dead()); FlightFile file = FlightFile.open(write(bytes), dead))
        {
            return rest(file);
        }
    }

    private static List<String> rest(FlightFile file) throws IOException
    {
        List<String> flights = new ArrayList<>();
        while (file.next())
        {
            flights.add(new String(file.payload(), UTF_8));
        }
        return flights;
    }

    private Path write(byte[] bytes) throws IOException
    {
        return Files.write(folder.resolve("in.jsonl"), bytes);
    }

    private Path dead()
    {
        return folder.resolve("dead.jsonl");
    }

    private static byte[] gzip(byte[] bytes) throws IOException
    {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed))
        {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
