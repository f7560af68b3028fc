package io.ringmain.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSource;
import io.ringmain.log.RecordSource.Polled;
import io.ringmain.log.RecordSourceContract;

@Timeout(60)
class LineSourceTest extends RecordSourceContract
{
    @TempDir
    Path folder;

    private final LogRecord record = new LogRecord();

    @Override
    protected RecordSource open(List<byte[]> values) throws IOException
    {
        return LineSource.open(Files.write(folder.resolve("lines"), lines(values)), false);
    }

    static byte[] lines(List<byte[]> values)
    {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] value : values)
        {
            lines.writeBytes(value);
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    static byte[] packed(byte[] plain) throws IOException
    {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed))
        {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    @Nested
    class Packed extends RecordSourceContract
    {
        @Override
        protected RecordSource open(List<byte[]> values) throws IOException
        {
            return LineSource.open(Files.write(folder.resolve("lines.gz"), packed(lines(values))), false);
        }
    }

    @Nested
    class Piped extends RecordSourceContract
    {
        @Override
        protected RecordSource open(List<byte[]> values) throws IOException
        {
            PipedOutputStream out = new PipedOutputStream();
            RecordSource source = LineSource.of(new PipedInputStream(out), "stdin:");
            Thread writer = new Thread(() ->
            {
                try (out)
                {
                    out.write(lines(values));
                }
                catch (IOException e)
                {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            return source;
        }
    }

    @Test
    void shouldTakeALastLineWithoutALineFeedAsALine() throws Exception
    {
        try (RecordSource source = LineSource.open(Files.writeString(folder.resolve("x"), "a\nb"), false))
        {
            assertEquals(Polled.RECORD, source.next(record));
            assertEquals(Polled.RECORD, source.next(record));
            assertArrayEquals("b".getBytes(UTF_8), record.valueBytes());
            assertEquals(Polled.END, source.next(record));
        }
    }

    @Test
    void shouldHandOutALineOnlyWhenItIsCompleteWhenAFileIsFollowed() throws Exception
    {
        Path file = Files.writeString(folder.resolve("x"), "a\nb");
        try (RecordSource source = LineSource.open(file, true))
        {
            assertEquals(Polled.RECORD, source.next(record));
            assertEquals(Polled.NOTHING_YET, source.next(record));

            Files.writeString(file, "c\nd", StandardOpenOption.APPEND);

            assertEquals(Polled.RECORD, source.next(record));
            assertArrayEquals("bc".getBytes(UTF_8), record.valueBytes());
            assertEquals(Polled.NOTHING_YET, source.next(record));
            Files.writeString(file, "");
            assertTrue(assertThrows(UncheckedIOException.class, () -> source.next(record)).getMessage()
                    .contains("shorter"));
        }
    }

    @Test
    void shouldRefuseALineThatIsTooLongAndSayWhich() throws Exception
    {
        byte[] lines = new byte[LineSource.MAX_LINE_BYTES + 200_000];
        lines[1] = '\n';
        try (RecordSource source = LineSource.open(Files.write(folder.resolve("x"), lines), false))
        {
            source.next(record);
            UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> source.next(record));

            assertTrue(e.getMessage().contains("line 2 of file:"), e.getMessage());
        }
    }

    @Test
    void shouldSayWhereGzipDataIsDamaged() throws Exception
    {
        byte[] packed = packed("a\nb\n".repeat(100_000).getBytes(UTF_8));
        Path file = Files.write(folder.resolve("x.gz"), java.util.Arrays.copyOf(packed, packed.length - 20));
        try (RecordSource source = LineSource.open(file, false))
        {
            UncheckedIOException e = assertThrows(UncheckedIOException.class, () ->
            {
                while (source.next(record) == Polled.RECORD)
                {
                    // to the damage
                }
            });

            assertTrue(e.getMessage().matches("file:.*x.gz cannot be read after line [0-9]+: .*damaged gzip.*early.*"),
                    e.getMessage());
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenItCannotBeOpened() throws Exception
    {
        assertTrue(assertThrows(UncheckedIOException.class, () -> LineSource.open(Path.of("nowhere"), false))
                .getMessage().startsWith("there is no file nowhere (in /"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> LineSource.open(folder, false)).getMessage()
                .contains("is a folder"));
        Path plain = Files.writeString(folder.resolve("plain.gz"), "a\n");
        assertTrue(assertThrows(UncheckedIOException.class, () -> LineSource.open(plain, false)).getMessage()
                .contains("is no gzip data"));
        assertThrows(IllegalArgumentException.class, () -> LineSource.open(plain, true));
    }

    @Test
    void shouldGoOnBehindALineThatIsKnownAndNotInAnotherFile() throws Exception
    {
        Path file = Files.writeString(folder.resolve("x"), "a\nb\nc\n");
        try (LineSource source = LineSource.open(file, false))
        {
            source.resumeBehind(1, "b".getBytes(UTF_8));
            source.next(record);
            assertArrayEquals("c".getBytes(UTF_8), record.valueBytes());
            assertEquals(2, record.position());
        }
        try (LineSource source = LineSource.open(file, false))
        {
            assertThrows(IllegalArgumentException.class, () -> source.resumeBehind(1, "x".getBytes(UTF_8)));
        }
        try (LineSource source = LineSource.open(file, false))
        {
            assertThrows(IllegalArgumentException.class, () -> source.resumeBehind(3, "d".getBytes(UTF_8)));
        }
    }
}
