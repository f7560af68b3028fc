package io.ringmain.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import io.ringmain.file.LineSink;
import io.ringmain.file.LineSink.IfThere;
import io.ringmain.file.LineSource;
import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalRange;
import io.ringmain.journal.JournalSink;
import io.ringmain.journal.JournalSource;
import io.ringmain.journal.ReadOptions;

/** What a file holds comes back out of a journal, byte for byte. */
class RoundTripPropertyTest
{
    private static final int SEGMENT_BYTES = 1 << 20;

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void shouldGiveBackEveryByte(@ForAll long seed) throws IOException
    {
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory("round-trip");
        try
        {
            byte[] bytes = lines(random);
            String suffix = random.nextBoolean() ? "" : ".gz";
            Path plain = Files.write(folder.resolve("plain"), bytes);
            Path in = folder.resolve("in" + suffix);
            run(new Transfer(LineSource.open(plain, false), LineSink.open(in, IfThere.REFUSE),
                    Schedule.recorded(Schedule.MAX), Waiting.precise()));

            run(new Transfer(LineSource.open(in, false),
                    JournalSink.open(folder.resolve("j"), JournalOptions.defaults().withSegmentBytes(SEGMENT_BYTES)),
                    Schedule.recorded(Schedule.MAX), Waiting.precise()));
            Path out = folder.resolve("out");
            run(new Transfer(
                    JournalSource.open(folder.resolve("j"), ReadOptions.defaults(), JournalRange.ALL, 1, false),
                    LineSink.open(out, IfThere.REFUSE), Schedule.recorded(Schedule.MAX), Waiting.precise()));

            assertArrayEquals(bytes, Files.readAllBytes(out));
        }
        finally
        {
            delete(folder);
        }
    }

    /** Of any bytes and lengths, each with its line feed. */
    private static byte[] lines(Random random)
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int longest = List.of(4, 200, 20_000).get(random.nextInt(3));
        for (int lines = random.nextInt(300); lines > 0; lines--)
        {
            byte[] line = new byte[random.nextInt(longest)];
            random.nextBytes(line);
            for (int i = 0; i < line.length; i++)
            {
                line[i] = line[i] == '\n' ? (byte) '\r' : line[i];
            }
            bytes.writeBytes(line);
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    private static void run(Transfer transfer)
    {
        try (transfer)
        {
            while (transfer.work())
            {
                // to the end
            }
        }
    }

    private static void delete(Path folder) throws IOException
    {
        try (Stream<Path> paths = Files.walk(folder))
        {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(path);
            }
        }
    }
}
