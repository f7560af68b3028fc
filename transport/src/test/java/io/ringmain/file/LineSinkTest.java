package io.ringmain.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.file.LineSink.IfThere;
import io.ringmain.log.LogRecord;
import io.ringmain.log.ReaderGoneException;
import io.ringmain.log.RecordSink;
import io.ringmain.log.RecordSinkContract;

class LineSinkTest extends RecordSinkContract
{
    @TempDir
    Path folder;

    private final LogRecord record = new LogRecord();

    @Override
    protected RecordSink open()
    {
        return LineSink.open(folder.resolve("lines"), IfThere.REFUSE);
    }

    @Override
    protected List<byte[]> written() throws IOException
    {
        return split(Files.readAllBytes(folder.resolve("lines")));
    }

    private static List<byte[]> split(byte[] bytes)
    {
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b : bytes)
        {
            if (b == '\n')
            {
                lines.add(line.toByteArray());
                line.reset();
            }
            else
            {
                line.write(b);
            }
        }
        assertEquals(0, line.size(), "every line has its end");
        return lines;
    }

    @Nested
    class Packed extends RecordSinkContract
    {
        @Override
        protected RecordSink open()
        {
            return LineSink.open(folder.resolve("lines.gz"), IfThere.REFUSE);
        }

        @Override
        protected List<byte[]> written() throws IOException
        {
            byte[] packed = Files.readAllBytes(folder.resolve("lines.gz"));
            return split(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
        }
    }

    @Nested
    class Standard extends RecordSinkContract
    {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        @Override
        protected RecordSink open()
        {
            return LineSink.of(out, "stdout:");
        }

        @Override
        protected List<byte[]> written()
        {
            return split(out.toByteArray());
        }
    }

    @Test
    void shouldWriteAnEmptyLineWhenThereIsNoValue() throws Exception
    {
        try (RecordSink sink = open())
        {
            sink.write(record.value((byte[]) null));
        }

        assertArrayEquals(new byte[] {'\n'}, Files.readAllBytes(folder.resolve("lines")));
    }

    @Test
    void shouldLeaveAFileAloneUnlessTold() throws Exception
    {
        Path file = Files.writeString(folder.resolve("lines"), "old\n");

        assertThrows(IllegalArgumentException.class, this::open);
        writeOne(file, IfThere.APPEND);
        assertEquals("old\nnew\n", Files.readString(file));
        writeOne(file, IfThere.REPLACE);
        assertEquals("new\n", Files.readString(file));
    }

    private void writeOne(Path file, IfThere ifThere)
    {
        try (RecordSink sink = LineSink.open(file, ifThere))
        {
            sink.write(record.value(new byte[] {'n', 'e', 'w'}));
        }
    }

    @Test
    void shouldSayThatNobodyReadsWhenThePipeIsBroken()
    {
        RecordSink sink = LineSink.of(new OutputStream()
        {
            @Override
            public void write(int b) throws IOException
            {
                throw new IOException("Broken pipe");
            }
        }, "stdout:");
        sink.write(record.value(new byte[] {1}));

        assertThrows(ReaderGoneException.class, sink::flush);
        sink.close();
        assertEquals(0, sink.acknowledged());
    }
}
