package io.ringmain.recovery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.ringmain.journal.ReaderRegistration;
import io.ringmain.state.SnapshotSink;

/**
 * A folder of snapshots, the newest few. A snapshot is written to a temporary file, which is forced to disk, renamed, and
 * its folder forced; so whatever moment a process or the power ends at, what is there under a snapshot's name is whole, or is
 * noticed when it is read, and then the one before is taken.
 *
 * <p>
 * Threading: immutable. Any number of processes may read; one at a time writes, and a second one gets an error.
 */
public final class SnapshotStore
{
    /** Where the snapshots of a local journal are, in its folder. */
    public static final String FOLDER = "snapshots";

    /** How many are kept unless one says otherwise. */
    public static final int DEFAULT_KEPT = 3;

    private static final Pattern NAME = Pattern.compile("(\\d{19})\\.snapshot");
    private static final String TEMPORARY = ".tmp";
    private static final String AHEAD = ".ahead";

    private final Path folder;
    private final int kept;
    /** Whose records the snapshots stand for; null when it is no local journal. */
    private final Path journal;

    /** What writes its states, such as {@code pipeline::snapshot}. */
    @FunctionalInterface
    public interface States
    {
        /**
         * Writes the states of all stages.
         *
         * @param sink takes them
         * @throws IOException when the sink throws it
         */
        void writeTo(SnapshotSink sink) throws IOException;
    }

    /** A file whose name is a snapshot's. */
    private record Named(Path file, long nextSequence)
    {}

    private SnapshotStore(Path folder, int kept, Path journal)
    {
        this.journal = journal;
        this.folder = folder.toAbsolutePath().normalize();
        this.kept = kept;
    }

    /**
     * The store of a folder.
     *
     * @param folder created when the first snapshot is written; its parent must exist
     * @return keeps the newest {@value #DEFAULT_KEPT}
     */
    public static SnapshotStore in(Path folder)
    {
        return new SnapshotStore(folder, DEFAULT_KEPT, null);
    }

    /**
     * The store of a journal. What the oldest of its snapshots needs is registered with the journal as the reader
     * {@value #FOLDER}, so that retention does not pass it.
     *
     * @param journal its folder
     * @return keeps the newest {@value #DEFAULT_KEPT}
     */
    public static SnapshotStore of(Path journal)
    {
        return new SnapshotStore(journal.resolve(FOLDER), DEFAULT_KEPT, journal);
    }

    /**
     * The same, with more or fewer snapshots.
     *
     * @param snapshots how many to keep, at least 1; with 1 there is none to fall back to
     * @return a copy
     */
    public SnapshotStore keeping(int snapshots)
    {
        if (snapshots < 1)
        {
            throw new IllegalArgumentException(snapshots + " snapshots are to be kept: it must be at least 1");
        }
        return new SnapshotStore(folder, snapshots, journal);
    }

    /**
     * Writes a snapshot; it is on the disk when this returns, and older ones beyond those that are kept are gone. An
     * interrupt does not end this.
     *
     * @param position where the states stand
     * @param states   writes them, such as {@code pipeline::snapshot}
     * @return what was written
     * @throws SnapshotException when the disk does not take it, or another one is being written; those that were there
     *                           still are
     */
    public Snapshot write(LogPosition position, States states)
    {
        try
        {
            if (!Files.isDirectory(folder))
            {
                Files.createDirectory(folder);
            }
            StoreLock lock = StoreLock.acquire(folder);
            try
            {
                deleteTemporary();
                Snapshot written = writeLocked(position, states);
                named().stream().skip(kept).filter(old -> !old.file.equals(written.file()))
                        .forEach(SnapshotStore::delete);
                if (journal != null)
                {
                    register();
                }
                return written;
            }
            finally
            {
                lock.close();
            }
        }
        catch (IOException e)
        {
            throw new SnapshotException("The snapshot at sequence " + position.nextSequence() +
                    " could not be written to " + folder + ": " + e +
                    ". Is the disk full? Those that were there before still are.", e);
        }
    }

    /**
     * Takes in a snapshot that was written elsewhere, under the name that belongs to it: its sequence is the one of the log it
     * was taken of, which need not be the position that it was fetched by.
     *
     * @param file one that is whole; it is moved into this store's folder, which exists, on the same disk
     * @return the same, where it is now
     * @throws SnapshotException when it is not whole, or cannot be moved
     */
    public Snapshot adopt(Path file)
    {
        try
        {
            Snapshot its;
            try (SnapshotReader reader = new SnapshotReader(file))
            {
                its = reader.snapshot();
            }
            Path name = named(its.position());
            Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
            return new Snapshot(name, its.position(), its.timeNs(), its.stages(), its.stateHash(), its.bytes());
        }
        catch (IOException e)
        {
            throw new SnapshotException("The snapshot " + file + " cannot be taken into " + folder + ": " + e, e);
        }
    }

    /**
     * The newest snapshot that is as it was written. Reads it through.
     *
     * @param broken is told of each newer one that is not, the newest first
     * @return empty when there is none
     * @throws SnapshotException when the folder cannot be read
     */
    public Optional<Snapshot> newest(Consumer<? super BrokenSnapshot> broken)
    {
        try
        {
            for (Named candidate : named())
            {
                try (SnapshotReader reader = new SnapshotReader(candidate.file))
                {
                    checkName(reader.snapshot(), candidate);
                    return Optional.of(reader.snapshot());
                }
                catch (IOException | RuntimeException e)
                {
                    broken.accept(new BrokenSnapshot(candidate.file, e.getMessage()));
                }
            }
            return Optional.empty();
        }
        catch (IOException e)
        {
            throw new SnapshotException("The folder of snapshots " + folder + " cannot be read: " + e, e);
        }
    }

    /**
     * Takes snapshots out of use, for good, whose state has seen more of a partition than counts: what was handled and not
     * committed is handled again.
     *
     * @param partition of the input
     * @param position  the offset that the state may stand before at most
     * @throws SnapshotException when one cannot be renamed
     */
    public void setAsideAhead(int partition, long position)
    {
        try
        {
            for (Named candidate : named())
            {
                try (SnapshotReader reader = new SnapshotReader(candidate.file))
                {
                    Long its = reader.snapshot().position().positions().get(partition);
                    if (its != null && its > position)
                    {
                        setAside(reader.snapshot(), "ahead of what was committed, " + position);
                    }
                }
                catch (IOException e)
                {
                    // broken: whoever looks for the newest tells
                }
            }
        }
        catch (IOException e)
        {
            throw new SnapshotException("The folder of snapshots " + folder + " cannot be read: " + e, e);
        }
    }

    /**
     * Registers what the oldest snapshot needs of the journal, or all of it while there is none: a state can only be rebuilt
     * from a snapshot and what comes behind it. Stays when this process ends: so do the snapshots.
     *
     * @throws SnapshotException when the folder cannot be read
     * @throws io.ringmain.journal.JournalException when that cannot be written
     */
    public void register()
    {
        List<Long> there = sequences();
        ReaderRegistration.register(journal, FOLDER, there.isEmpty() ? 0 : there.get(0));
    }

    /**
     * Where the snapshots stand, by the files' names: the sequence of the first record that each does not contain.
     *
     * @return the oldest first
     * @throws SnapshotException when the folder cannot be read
     */
    public List<Long> sequences()
    {
        try
        {
            return named().stream().map(Named::nextSequence).sorted().toList();
        }
        catch (IOException e)
        {
            throw new SnapshotException("The folder of snapshots " + folder + " cannot be read: " + e, e);
        }
    }

    /**
     * Where it is.
     *
     * @return an absolute path
     */
    public Path folder()
    {
        return folder;
    }

    SnapshotReader open(Snapshot snapshot) throws IOException
    {
        return new SnapshotReader(snapshot.file());
    }

    /**
     * Takes a snapshot out of use for good, but keeps the file: the journal that it was taken of has lost what it knows, and
     * will have other records at these sequences.
     */
    BrokenSnapshot setAside(Snapshot snapshot, String why)
    {
        Path aside = snapshot.file().resolveSibling(snapshot.file().getFileName() + AHEAD);
        try
        {
            Files.move(snapshot.file(), aside, StandardCopyOption.REPLACE_EXISTING);
            StoreLock.force(folder);
            return new BrokenSnapshot(snapshot.file(), why + "; it is now called " + aside.getFileName());
        }
        catch (IOException e)
        {
            throw new SnapshotException(snapshot.file() + " is " + why +
                    ", and must not be used later, but it cannot be renamed: " + e + ". Move it away.", e);
        }
    }

    private Snapshot writeLocked(LogPosition position, States states) throws IOException
    {
        Path file = named(position);
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        try (SnapshotWriter writer = SnapshotWriter.create(temporary, position, nowNs()))
        {
            states.writeTo(writer);
            writer.end();
        }
        catch (IOException | RuntimeException | Error e)
        {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Snapshot written = readBack(temporary, file);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        StoreLock.force(folder);
        return written;
    }

    private Path named(LogPosition position)
    {
        return folder.resolve(String.format(Locale.ROOT, "%019d.snapshot", position.nextSequence()));
    }

    /** What cannot be read back never takes a snapshot's place. */
    private static Snapshot readBack(Path temporary, Path file) throws IOException
    {
        try (SnapshotReader reader = new SnapshotReader(temporary))
        {
            Snapshot its = reader.snapshot();
            return new Snapshot(file, its.position(), its.timeNs(), its.stages(), its.stateHash(), its.bytes());
        }
    }

    private static void checkName(Snapshot snapshot, Named named) throws IOException
    {
        if (snapshot.position().nextSequence() != named.nextSequence)
        {
            throw new IOException("it was taken at sequence " + snapshot.position().nextSequence() +
                    ", which is not the one of its name");
        }
    }

    private static long nowNs()
    {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** The newest first. */
    private List<Named> named() throws IOException
    {
        List<Named> found = new ArrayList<>();
        if (Files.isDirectory(folder))
        {
            try (Stream<Path> files = Files.list(folder))
            {
                files.forEach(file ->
                {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    if (name.matches())
                    {
                        found.add(new Named(file, Long.parseLong(name.group(1))));
                    }
                });
            }
        }
        found.sort(Comparator.comparingLong(Named::nextSequence).reversed());
        return found;
    }

    /** Left by a process that was killed; nobody else writes now. */
    private void deleteTemporary() throws IOException
    {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + TEMPORARY))
        {
            for (Path file : files)
            {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void delete(Named old)
    {
        try
        {
            Files.deleteIfExists(old.file);
        }
        catch (IOException e)
        {
            throw new SnapshotException("The old snapshot " + old.file + " cannot be deleted: " + e, e);
        }
    }
}
