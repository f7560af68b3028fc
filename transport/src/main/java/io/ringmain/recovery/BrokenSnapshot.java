package io.ringmain.recovery;

import java.nio.file.Path;

/**
 * A snapshot that cannot be used.
 *
 * @param file where it is
 * @param what is wrong with it
 */
public record BrokenSnapshot(Path file, String what)
{
    @Override
    public String toString()
    {
        return file + ": " + what;
    }
}
