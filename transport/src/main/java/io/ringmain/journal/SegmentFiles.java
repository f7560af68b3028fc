package io.ringmain.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How segments are named. A segment's number is Chronicle's cycle; with its daily roll, cycle n is the n-th day since
 * 1970, and the file is named after that day.
 */
final class SegmentFiles
{
    static final int FIRST_CYCLE = 1;
    static final long CYCLE_MS = 86_400_000L;
    static final String SUFFIX = ".cq4";
    static final String PRECREATED_SUFFIX = ".precreated";
    /** Of a file that is being filled, behind its name. */
    static final String UNFINISHED_SUFFIX = ".filling";
    static final String METADATA = "metadata.cq4t";

    private static final String ROLL = "F";

    private SegmentFiles()
    {}

    static Path segment(Path directory, int cycle)
    {
        return directory.resolve(name(cycle) + SUFFIX);
    }

    static Path precreated(Path directory, int cycle)
    {
        return directory.resolve(name(cycle) + PRECREATED_SUFFIX);
    }

    private static String name(int cycle)
    {
        return DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofEpochDay(cycle)) + ROLL;
    }

    /** The cycles whose segments exist, in order; fails when one in between is missing. */
    static List<Integer> cycles(Path directory)
    {
        List<Integer> cycles = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX))
        {
            for (Path file : files)
            {
                cycles.add(cycle(file));
            }
        }
        catch (IOException e)
        {
            throw new JournalException("The journal directory " + directory + " cannot be listed: " + e, e);
        }
        Collections.sort(cycles);
        return cycles;
    }

    static int cycle(Path file)
    {
        String name = file.getFileName().toString();
        String day = name.substring(0, name.length() - SUFFIX.length());
        try
        {
            if (day.endsWith(ROLL))
            {
                String digits = day.substring(0, day.length() - ROLL.length());
                return (int) LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
            }
        }
        catch (DateTimeException e)
        {
            // told below, as any other strange name
        }
        throw new JournalException(
                file + " is not a segment of a journal: expected a name like 19700102F.cq4. Is this another queue's directory?");
    }
}
