package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Sizes, lengths of time and places in a journal, as people type them. */
class ArgumentsTest
{
    @ParameterizedTest
    @CsvSource({"0,0", "65536,65536", "64MB,67108864", "64m,67108864", "1 GiB,1073741824", "1.5kb,1536", "10b,10"})
    void shouldReadASize(String text, long bytes)
    {
        assertEquals(bytes, new SizeOption().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "-1", "1PB", "1,5MB", "9999999999TB"})
    void shouldRefuseWhatIsNoSize(String text)
    {
        assertThrows(TypeConversionException.class, () -> new SizeOption().convert(text));
    }

    @ParameterizedTest
    @CsvSource({"10ms,10", "1.5s,1500", "2min,120000", "2m,120000", "1 h,3600000", "7d,604800000"})
    void shouldReadALengthOfTime(String text, long ms)
    {
        assertEquals(Duration.ofMillis(ms), new DurationOption().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10 parsecs", "-1s"})
    void shouldRefuseWhatIsNoLengthOfTime(String text)
    {
        assertThrows(TypeConversionException.class, () -> new DurationOption().convert(text));
    }

    @Test
    void shouldReadAPlaceInAJournal()
    {
        JournalPoint.Option option = new JournalPoint.Option();

        assertEquals(new JournalPoint.Sequence(1200), option.convert("1200"));
        assertEquals(new JournalPoint.AfterStart(30_000_000_000L), option.convert("+30s"));
        assertEquals(new JournalPoint.Time(Instant.parse("2026-11-26T10:00:00Z").getEpochSecond() * 1_000_000_000L + 5),
                option.convert("2026-11-26T11:00:00.000000005+01:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "2026-11-26T10:00:00", "yesterday", "+30"})
    void shouldRefuseWhatIsNoPlace(String text)
    {
        assertThrows(TypeConversionException.class, () -> new JournalPoint.Option().convert(text));
    }

    @Test
    void shouldSayHowFastAndHowLongStill()
    {
        RateLine line = new RateLine("recording", 0);

        assertEquals("recording 0 records, 0 B, 0/s, 0 %", line.at(0, 0, 0, 0));
        assertEquals("recording 2,000 records, 1.95 KB, 1,000/s, 25 %, 6 s left",
                line.at(2_000_000_000L, 2_000, 2_000, 0.25));
        assertEquals("recording 2,000 records, 1,000/s", line.at(2_500_000_000L, 2_000, -1, -1));
        assertEquals("recording 2,000 records, 0/s", line.at(3_000_000_000L, 2_000, -1, -1));
    }
}
