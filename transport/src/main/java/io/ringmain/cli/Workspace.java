package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Where a run of the demo keeps things.
 *
 * <pre>
 *   .ringmain-demo       says that the rest is a demo's, and may be replaced by the next one; locked while one runs
 *   journal/             the recording
 *   report.html          latency and results
 *   latency.hlog         the raw histograms
 *   dead-letters.jsonl   input lines and events that were refused, when there were any
 *   ringmain.log         warnings of the libraries, when there were any
 *   broker.log           what the broker said
 *   broker/              the broker's data; in the temporary folder instead, unless the folder is the user's choice
 * </pre>
 *
 * A folder of the user's choice is kept whatever happens. One of our own is removed when the run did not finish.
 */
final class Workspace
{
    static final String MARKER = ".ringmain-demo";
    private static final List<String> NAMES = List.of("journal", "report.html", "latency.hlog", "dead-letters.jsonl",
            "ringmain.log", "broker.log", "broker");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final String REMEDY = "give --work a folder that can be written to";

    private final Path root;
    private final Path brokerData;
    private volatile boolean kept;

    private Workspace(Path root, Path brokerData, boolean kept)
    {
        this.root = root;
        this.brokerData = brokerData;
        this.kept = kept;
    }

    /** A folder of the user's choice: new, empty, an earlier demo's, or with things that are not in our way. */
    static Workspace chosen(Path folder, Path input, Lifetime lifetime)
    {
        Path root = folder.toAbsolutePath().normalize();
        if (input != null && NAMES.stream().anyMatch(name -> isWithin(input, root.resolve(name))))
        {
            throw new UserError("--input " + input + " is a result in the work folder " + root +
                    ", which this run would replace; copy it elsewhere first, or give --work another folder");
        }
        Folders.makeWritable(root, REMEDY);
        Path marker = root.resolve(MARKER);
        if (!Files.exists(marker))
        {
            refuseForeign(root);
        }
        lock(marker, lifetime);
        NAMES.forEach(name -> Folders.delete(root.resolve(name)));
        return new Workspace(root, root.resolve("broker"), true);
    }

    /** {@code ringmain-demo/<timestamp>} in the current folder. */
    static Workspace timestamped(Path current, LocalDateTime now, Lifetime lifetime)
    {
        Path parent = current.toAbsolutePath().normalize().resolve("ringmain-demo");
        boolean parentIsNew = !Files.exists(parent);
        Path brokerData = temporaryFolder(lifetime);
        AtomicReference<Workspace> made = new AtomicReference<>();
        lifetime.atEnd(() ->
        {
            if (made.get() != null)
            {
                made.get().removeUnfinished(parentIsNew ? parent : null);
            }
        });
        Folders.makeWritable(parent, "change to a folder that can be written to, or " + REMEDY);
        made.set(new Workspace(Folders.createNew(parent, TIMESTAMP.format(now)), brokerData, false));
        Workspace workspace = made.get();
        Path root = workspace.root;
        lock(root.resolve(MARKER), lifetime);
        return workspace;
    }

    /** One that is gone when the process is. */
    static Path temporaryFolder(Lifetime lifetime)
    {
        Path folder = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath()
                .resolve("ringmain-" + ProcessHandle.current().pid() + '-' + Long.toHexString(System.nanoTime()));
        lifetime.atEnd(() -> Folders.delete(folder));
        Folders.makeWritable(folder, "set the system property java.io.tmpdir to a folder that can be written to");
        return folder;
    }

    private static void refuseForeign(Path root)
    {
        for (String name : NAMES)
        {
            if (Files.exists(root.resolve(name)))
            {
                throw new UserError(root + " already has a \"" + name +
                        "\" that no demo made, and the demo would replace it; give --work another folder, or a new one");
            }
        }
    }

    /** Two runs in one folder would delete under each other. */
    private static void lock(Path marker, Lifetime lifetime)
    {
        try
        {
            FileChannel channel = FileChannel.open(marker, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lifetime.atEnd(channel);
            if (channel.tryLock() == null)
            {
                throw inUse(marker);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(("Made by \"ringmain demo\", version " + Version.own() +
                    ". The next demo in this folder replaces what this one left.\n").getBytes(UTF_8)));
        }
        catch (OverlappingFileLockException e)
        {
            throw inUse(marker);
        }
        catch (IOException e)
        {
            throw new UserError(marker + " cannot be written (" + Folders.reason(e) + "); " + REMEDY, e);
        }
    }

    private static UserError inUse(Path marker)
    {
        return new UserError("another demo is running in " + marker.getParent() +
                "; wait until it has ended, or give --work another folder");
    }

    private void removeUnfinished(Path parent) throws IOException
    {
        if (kept)
        {
            return;
        }
        Folders.delete(root);
        if (parent != null && Files.isDirectory(parent) && isEmpty(parent))
        {
            // not what another run has just put into it
            Files.deleteIfExists(parent);
        }
    }

    private static boolean isWithin(Path file, Path folder)
    {
        try
        {
            return Files.exists(folder) && file.toRealPath().startsWith(folder.toRealPath());
        }
        catch (IOException e)
        {
            return false;
        }
    }

    private static boolean isEmpty(Path folder) throws IOException
    {
        try (Stream<Path> entries = Files.list(folder))
        {
            return entries.findAny().isEmpty();
        }
    }

    /** The run has finished: its results stay. */
    void keep()
    {
        kept = true;
    }

    /** Checks both disks for what the run will write. */
    void requireSpace(long resultBytes, long brokerBytes)
    {
        boolean together = brokerData.startsWith(root);
        Folders.requireSpace(root, together ? resultBytes + brokerBytes : resultBytes);
        if (!together)
        {
            Folders.requireSpace(brokerData, brokerBytes);
        }
    }

    Path root()
    {
        return root;
    }

    Path journal()
    {
        return root.resolve("journal");
    }

    Path report()
    {
        return root.resolve("report.html");
    }

    Path histograms()
    {
        return root.resolve("latency.hlog");
    }

    Path deadLetters()
    {
        return root.resolve("dead-letters.jsonl");
    }

    Path log()
    {
        return root.resolve("ringmain.log");
    }

    Path brokerLog()
    {
        return root.resolve("broker.log");
    }

    Path brokerData()
    {
        return brokerData;
    }
}
