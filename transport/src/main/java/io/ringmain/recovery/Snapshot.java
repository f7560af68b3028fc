package io.ringmain.recovery;

import java.nio.file.Path;
import java.util.Set;

/**
 * A snapshot on disk that has been read through and is as it was written.
 *
 * @param file      where it is
 * @param position  where its state stands in the log
 * @param timeNs    when it was taken, ns since 1970
 * @param stages    whose state it has
 * @param stateHash of that state, as {@link io.ringmain.pipeline.Pipeline#stateHash()} tells it
 * @param bytes     the length of the file
 */
public record Snapshot(Path file, LogPosition position, long timeNs, Set<String> stages, String stateHash, long bytes)
{
    /** Copies the set. */
    public Snapshot
    {
        stages = Set.copyOf(stages);
    }
}
