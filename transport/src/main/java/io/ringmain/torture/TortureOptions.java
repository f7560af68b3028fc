package io.ringmain.torture;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How long to torture, and where.
 *
 * @param kills     after so many it ends; 0 for no such limit
 * @param maxNs     after so long it ends, in ns; 0 for no such limit
 * @param seed      of all random choices; the moments at which processes are killed still differ from run to run
 * @param directory where journals are made; it must exist, and be empty or new
 */
public record TortureOptions(long kills, long maxNs, long seed, Path directory)
{
    /** Checks that it ends. */
    public TortureOptions
    {
        Objects.requireNonNull(directory, "directory");
        if (kills < 0 || maxNs < 0 || (kills == 0 && maxNs == 0))
        {
            throw new IllegalArgumentException(
                    "%d kills and %d ns: give one of the two, or it never ends".formatted(kills, maxNs));
        }
    }
}
