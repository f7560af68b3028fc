package io.ringmain.lane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads the small text files in which Linux describes itself, under {@code /proc} and {@code /sys}; the only code in core
 * that touches a file. Never throws: what cannot be read is absent. Cold path, any thread.
 */
final class KernelFiles
{
    private final Path root;

    /** The root is that of the file system; a test's is a folder with a tree of its own. */
    KernelFiles(Path root)
    {
        this.root = root;
    }

    static KernelFiles ofThisMachine()
    {
        return new KernelFiles(Path.of("/"));
    }

    /**
     * Reads one file.
     *
     * @param path absolute, with slashes
     * @return the text without white space around it; empty when there is none to read
     */
    Optional<String> read(String path)
    {
        try
        {
            // not UTF-8: /proc/thread-self/status holds the thread's name, cut after 15 bytes, be it inside a character
            return Optional.of(Files.readString(resolve(path), StandardCharsets.ISO_8859_1).strip());
        }
        catch (IOException | InvalidPathException | SecurityException e)
        {
            return Optional.empty();
        }
    }

    /**
     * Lists one folder.
     *
     * @param folder absolute, with slashes
     * @param glob   what the names must look like
     * @return the names in it, sorted; none when it cannot be read
     */
    List<String> names(String folder, String glob)
    {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(resolve(folder), glob))
        {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        catch (IOException | InvalidPathException | SecurityException e)
        {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    private Path resolve(String path)
    {
        return root.resolve(path.substring(1));
    }
}
