package io.ringmain.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checks that make a wrong path one clear line. */
final class JournalDirectory
{
    private JournalDirectory()
    {}

    /** Creates the directory, but not its parents: a mistyped path should not become a journal. */
    static Path forWriting(Path path)
    {
        Path directory = path.toAbsolutePath().normalize();
        Path parent = directory.getParent();
        if (parent == null || !Files.isDirectory(parent))
        {
            throw new JournalException("No journal can be created at %s: there is no directory %s; create it first."
                    .formatted(path, parent));
        }
        if (Files.exists(directory) && !Files.isDirectory(directory))
        {
            throw new JournalException(path + " is a file; a journal is a directory. Give another path.");
        }
        try
        {
            if (!Files.exists(directory))
            {
                Files.createDirectory(directory);
            }
        }
        catch (IOException e)
        {
            throw new JournalException("The journal directory " + path + " cannot be created: " + e, e);
        }
        if (!Files.isWritable(directory))
        {
            throw new JournalException("The journal directory %s cannot be written; %s.".formatted(path,
                    isReadOnly(directory)
                            ? "it lies on a read-only file system: find out why, and mount it for writing"
                            : "check its owner and mode"));
        }
        return directory;
    }

    private static boolean isReadOnly(Path directory)
    {
        try
        {
            return Files.getFileStore(directory).isReadOnly();
        }
        catch (IOException e)
        {
            // then nothing is known of it
            return false;
        }
    }

    static Path forReading(Path path)
    {
        Path directory = path.toAbsolutePath().normalize();
        if (!Files.exists(directory))
        {
            throw new JournalException("There is no journal at " + path + ": the directory does not exist.");
        }
        if (!Files.isDirectory(directory))
        {
            throw new JournalException(path + " is a file; a journal is a directory.");
        }
        if (!Files.exists(directory.resolve(SegmentFiles.METADATA)) &&
                !Files.exists(directory.resolve(JournalIndex.FILE)) && SegmentFiles.cycles(directory).isEmpty() &&
                !isHardlyBegun(directory))
        {
            throw new JournalException("%s is not a journal: it has neither segments (*.cq4) nor %s."
                    .formatted(path, SegmentFiles.METADATA));
        }
        return directory;
    }

    /**
     * Whether a writer was killed as it began: its lock, and at most what it was filling. That is a journal without records. A
     * folder of snapshots has a lock of that name, too.
     */
    private static boolean isHardlyBegun(Path directory)
    {
        try (Stream<Path> files = Files.list(directory))
        {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            return names.contains(WriterLock.FILE) && names.stream().allMatch(name -> name.equals(WriterLock.FILE) ||
                    name.endsWith(SegmentFiles.PRECREATED_SUFFIX) || name.endsWith(SegmentFiles.UNFINISHED_SUFFIX));
        }
        catch (IOException e)
        {
            throw new JournalException("The journal directory " + directory + " cannot be listed: " + e, e);
        }
    }
}
