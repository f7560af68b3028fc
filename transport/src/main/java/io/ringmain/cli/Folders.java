package io.ringmain.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Folders made, probed and removed. */
final class Folders
{
    private static final int DELETE_ATTEMPTS = 20;
    private static final long RETRY_NS = 50_000_000;

    private Folders()
    {}

    /** Makes a folder that can be written to, or says why not. Found out by writing: permissions alone tell too little. */
    static void makeWritable(Path folder, String remedy)
    {
        if (Files.exists(folder) && !Files.isDirectory(folder))
        {
            throw new UserError(folder + " is a file where a folder is needed; " + remedy);
        }
        try
        {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".ringmain", ".probe"));
        }
        catch (IOException e)
        {
            throw new UserError(folder + " cannot be written to (" + reason(e) + "); " + remedy, e);
        }
    }

    /** Makes a folder that nobody else has, of this name or of one with a number behind it. */
    static Path createNew(Path parent, String name)
    {
        for (int n = 1;; n++)
        {
            try
            {
                return Files.createDirectory(parent.resolve(n == 1 ? name : name + '-' + n));
            }
            catch (FileAlreadyExistsException e)
            {
                // another run's
            }
            catch (IOException e)
            {
                throw new UserError("no folder can be made in " + parent + " (" + reason(e) + ')', e);
            }
        }
    }

    /** Checks before the work what would fail in its middle. */
    static void requireSpace(Path folder, long neededBytes, long freeBytes)
    {
        if (freeBytes < neededBytes)
        {
            throw new UserError("the disk of " + folder + " has " + megabytes(freeBytes) + " free and " +
                    megabytes(neededBytes) + " are needed; make room, or give --work a folder on another disk");
        }
    }

    static void requireSpace(Path folder, long neededBytes)
    {
        try
        {
            requireSpace(folder, neededBytes, Files.getFileStore(folder).getUsableSpace());
        }
        catch (IOException e)
        {
            throw new UserError("the free space of " + folder + " cannot be read (" + reason(e) + ')', e);
        }
    }

    /** Removes a file, or a folder and all below it; follows no links. Nothing happens when it does not exist. */
    static void delete(Path root)
    {
        for (int attempt = 1;; attempt++)
        {
            try
            {
                Files.walkFileTree(root, new Deletion());
                return;
            }
            catch (NoSuchFileException e)
            {
                return;
            }
            catch (DirectoryNotEmptyException e)
            {
                // somebody still writes there: a child process in its last moments
                if (attempt == DELETE_ATTEMPTS)
                {
                    throw new UserError(e.getFile() + " cannot be removed: files keep appearing in it", e);
                }
                LockSupport.parkNanos(RETRY_NS);
            }
            catch (IOException e)
            {
                throw new UserError(root + " cannot be removed (" + reason(e) + ')', e);
            }
        }
    }

    static String reason(IOException e)
    {
        if (e instanceof FileSystemException f && f.getReason() != null)
        {
            return f.getReason().toLowerCase(Locale.ROOT);
        }
        String kind = e.getClass().getSimpleName().replaceAll("(FileSystemException|Exception)$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return kind.isEmpty() ? e.getMessage() : kind + ": " + e.getMessage();
    }

    private static String megabytes(long bytes)
    {
        return Math.max(0, bytes) / 1_000_000 + " MB";
    }

    private static final class Deletion extends SimpleFileVisitor<Path>
    {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException
        {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException
        {
            if (e instanceof NoSuchFileException)
            {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException
        {
            if (e != null)
            {
                throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
