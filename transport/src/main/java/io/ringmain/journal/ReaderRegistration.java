package io.ringmain.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells retention how far a reader of a journal is, so that nothing is deleted that it still needs: a small file
 * {@code readers/NAME} in the journal's folder, with a sequence in it, replaced as a whole each time. It outlives a reader
 * that is killed, which goes on under the same name later; {@link #list} tells how long each has said nothing, for whoever
 * decides that one will not come back.
 *
 * <p>
 * Threading: one thread; {@link #list} may be called from any, also in another process.
 */
public final class ReaderRegistration implements AutoCloseable
{
    private static final String FOLDER = "readers";
    private static final String TEMPORARY = ".tmp";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    private final Path file;
    private final Path temporary;
    private long sequence;

    /**
     * A reader that is registered.
     *
     * @param name     its name
     * @param sequence the first that it still needs; 0, so everything, when its file cannot be understood
     * @param silent   how long ago it said so
     */
    public record Reader(String name, long sequence, Duration silent)
    {}

    private ReaderRegistration(Path file)
    {
        this.file = file;
        temporary = file.resolveSibling("." + file.getFileName() + TEMPORARY);
    }

    /**
     * Registers a reader, or goes on with what another process of that name has left.
     *
     * @param journal  the journal's folder, which must exist
     * @param name     letters, digits, dots, dashes and underscores
     * @param sequence the first that it needs; 0 for everything that is there
     * @return to be advanced, and closed when the reader needs nothing more
     * @throws JournalException when that cannot be written
     */
    public static ReaderRegistration register(Path journal, String name, long sequence)
    {
        if (!NAME.matcher(name).matches())
        {
            throw new IllegalArgumentException("\"" + name +
                    "\" cannot name a reader of a journal: use letters, digits, dots, dashes and underscores");
        }
        Path folder = JournalDirectory.forReading(journal).resolve(FOLDER);
        try
        {
            if (!Files.isDirectory(folder))
            {
                Files.createDirectories(folder);
            }
        }
        catch (IOException e)
        {
            throw new JournalException("The folder " + folder + " cannot be created: " + e, e);
        }
        ReaderRegistration registration = new ReaderRegistration(folder.resolve(name));
        registration.write(sequence);
        return registration;
    }

    /**
     * Everything before a sequence is needed no more. Written at once, and cheap enough for once a second, not for each
     * record.
     *
     * @param needed the first that is still needed
     * @throws JournalException when that cannot be written; retention keeps to what was told last
     */
    public void advance(long needed)
    {
        write(needed);
    }

    /**
     * What was told last.
     *
     * @return the first sequence that is needed
     */
    public long sequence()
    {
        return sequence;
    }

    /** Ends the registration: the reader needs nothing more. */
    @Override
    public void close()
    {
        try
        {
            Files.deleteIfExists(file);
        }
        catch (IOException e)
        {
            throw new JournalException("The registration " + file + " cannot be deleted: " + e +
                    ". Retention keeps what it needs until you delete it.", e);
        }
    }

    /**
     * All readers of a journal.
     *
     * @param journal the journal's folder
     * @return the slowest first
     * @throws JournalException when the folder cannot be read
     */
    public static List<Reader> list(Path journal)
    {
        List<Reader> readers = new ArrayList<>();
        Path folder = journal.resolve(FOLDER);
        Instant now = Instant.now();
        if (Files.isDirectory(folder))
        {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder))
            {
                for (Path file : files)
                {
                    // what is being written begins with a dot
                    if (NAME.matcher(file.getFileName().toString()).matches())
                    {
                        add(readers, file, now);
                    }
                }
            }
            catch (IOException e)
            {
                throw new JournalException("The registrations in " + folder + " cannot be read: " + e, e);
            }
        }
        readers.sort(Comparator.comparingLong(Reader::sequence).thenComparing(Reader::name));
        return readers;
    }

    private static void add(List<Reader> readers, Path file, Instant now) throws IOException
    {
        try
        {
            FileTime told = Files.getLastModifiedTime(file);
            Duration silent = Duration.between(told.toInstant(), now);
            readers.add(new Reader(file.getFileName().toString(), parse(Files.readString(file)),
                    silent.isNegative() ? Duration.ZERO : silent));
        }
        catch (NoSuchFileException e)
        {
            // closed just now
        }
    }

    /** After a power loss the file may be anything: then nothing may be deleted on its behalf. */
    private static long parse(String text)
    {
        try
        {
            return Math.max(0, Long.parseLong(text.strip()));
        }
        catch (NumberFormatException e)
        {
            return 0;
        }
    }

    private void write(long needed)
    {
        try
        {
            Files.writeString(temporary, needed + "\n", StandardCharsets.US_ASCII);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            sequence = needed;
        }
        catch (IOException e)
        {
            throw new JournalException("The registration " + file + " cannot be written: " + e, e);
        }
    }
}
