package io.ringmain.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a journal, handled from outside. */
final class JournalFiles
{
    private static final int NEWEST = 3;

    private JournalFiles()
    {}

    static void copy(Path from, Path to) throws IOException
    {
        Files.createDirectories(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from))
        {
            for (Path file : files)
            {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** What an opening may change: the newest segments and the small files. */
    static void copyEnd(Path from, Path to) throws IOException
    {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> all = Files.list(from))
        {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        int segments = 0;
        for (Path file : files)
        {
            if (!file.toString().endsWith(".cq4") || segments++ < NEWEST)
            {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    static void delete(Path root) throws IOException
    {
        if (!Files.exists(root))
        {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(root))
        {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all)
        {
            Files.deleteIfExists(file);
        }
    }

    static long segments(Path journal) throws IOException
    {
        try (Stream<Path> files = Files.list(journal))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).count();
        }
        catch (NoSuchFileException e)
        {
            return 0;
        }
    }

    static long bytes(Path journal) throws IOException
    {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(journal))
        {
            for (Path file : files)
            {
                bytes += Files.size(file);
            }
        }
        catch (NoSuchFileException e)
        {
            return 0;
        }
        return bytes;
    }

    /** Whether the header of a segment is there: it is not only filled ahead. */
    static boolean isBegun(Path segment)
    {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ))
        {
            ByteBuffer header = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            return channel.read(header) == Integer.BYTES && header.getInt(0) > 0;
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a segment has its end mark, so that nobody can take less of it for all of it. */
    static boolean isSealed(Path segment) throws IOException
    {
        long end = Damage.written(segment);
        byte[] bytes = Files.readAllBytes(segment);
        // C0000000 and the text behind it
        return end >= 2 * Integer.BYTES && bytes[(int) end - 1] == 'F' && bytes[(int) end - 2] == 'O' &&
                bytes[(int) end - 3] == 'E' && bytes[(int) end - 5] == (byte) 0xc0;
    }
}
