package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that turn read-only or lose writes: a typed error, nothing acknowledged behind it, and all before it kept. */
final class FailingDiskTest
{
    private static final int MANY = 400_000;
    private static final int SIZE = 200;

    @TempDir
    private Path temp;

    private static JournalWriter<Note> open(Path directory, SyncPolicy policy)
    {
        return JournalWriter.open(directory, Note.CODEC, Journals.SMALL.withSync(policy));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFailWithTheReasonWhenTheFileSystemTurnsReadOnly(boolean everyBatch) throws Exception
    {
        Path image = temp.resolve("image");
        LoopDisk.format(image, 64);
        long acknowledged;
        try (LoopDisk disk = LoopDisk.mount(image, temp.resolve("disk")))
        {
            Path directory = disk.path().resolve("journal");
            JournalWriter<Note> writer = open(directory, everyBatch ? SyncPolicy.everyBatch() : SyncPolicy.none());
            try (writer)
            {
                Journals.write(writer, 1_000, SIZE);
                disk.findError();

                JournalException failed = assertThrows(JournalException.class,
                        () -> Journals.write(writer, MANY, SIZE));

                assertFalse(failed instanceof JournalFullException, failed::getMessage);
                assertTrue(failed.getMessage().contains("Read-only") || failed.getMessage().contains("Input/output"),
                        failed::getMessage);
                acknowledged = writer.writtenPosition();
                assertThrows(JournalException.class, () -> Journals.write(writer, 1, SIZE));
                assertEquals(acknowledged, writer.writtenPosition());
                assertTrue(Journals.readAll(directory) > writer.durablePosition());
            }
            catch (JournalException e)
            {
                // closing cannot force anything any more
                assertTrue(e.getMessage().contains("forced") || e.getMessage().contains("settled"), e::getMessage);
            }

            JournalException refused = assertThrows(JournalException.class, () -> Journals.open(directory));
            assertTrue(refused.getMessage().contains("Read-only"), refused::getMessage);
        }
    }

    @Test
    void shouldSayWhyAJournalCannotBeOpenedOnAReadOnlyFileSystem() throws Exception
    {
        Path image = temp.resolve("image");
        LoopDisk.format(image, 64);
        try (LoopDisk disk = LoopDisk.mount(image, temp.resolve("disk")))
        {
            Path directory = disk.path().resolve("journal");
            try (JournalWriter<Note> writer = Journals.open(directory))
            {
                Journals.write(writer, 1_000, SIZE);
            }
            disk.remount("ro");

            JournalException refused = assertThrows(JournalException.class, () -> Journals.open(directory));

            assertTrue(refused.getMessage().contains("read-only file system"), refused::getMessage);
            assertEquals(1_000, Journals.readAll(directory));
            disk.remount("rw");
            try (JournalWriter<Note> writer = Journals.open(directory))
            {
                Journals.write(writer, 1_000, SIZE);
            }
            assertEquals(2_000, Journals.readAll(directory));
        }
    }

    /**
     * The disk's file has holes, and lies on a file system that has no room to fill them: the loop driver then fails writes with
     * EIO, after the file system on it has taken them.
     */
    @Test
    void shouldKeepWhatWasDurableWhenTheDiskLosesWrites() throws Exception
    {
        Path small = Files.createDirectory(temp.resolve("small"));
        Assumptions.assumeTrue(LoopDisk.run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", small.toString()),
                "no right to mount");
        try
        {
            Path image = small.resolve("image");
            LoopDisk.format(image, 128);
            long durable = writeUntilTheDiskFails(image);
            // what reached the disk, where there is room for the file system to look after itself
            Path after = temp.resolve("after");
            Files.copy(image, after);
            try (LoopDisk disk = LoopDisk.mount(after, temp.resolve("found")))
            {
                Path directory = disk.path().resolve("journal");
                long readable = readable(directory);
                assertTrue(readable > durable, readable + " readable, but durable " + durable);
                try (JournalWriter<Note> writer = Journals.open(directory))
                {
                    assertTrue(writer.writtenPosition() >= durable, writer.opening()::toString);
                }
            }
        }
        finally
        {
            LoopDisk.run("umount", small.toString());
            LoopDisk.run("umount", "-l", small.toString());
        }
    }

    private long writeUntilTheDiskFails(Path image) throws IOException
    {
        try (LoopDisk disk = LoopDisk.mount(image, temp.resolve("disk")))
        {
            JournalWriter<Note> writer = open(disk.path().resolve("journal"), SyncPolicy.everyBatch());
            try (writer)
            {
                JournalException failed = assertThrows(JournalException.class,
                        () -> Journals.write(writer, MANY, SIZE));
                assertFalse(failed instanceof JournalFullException, failed::getMessage);
                assertTrue(writer.durablePosition() > 0, "never durable");
                assertThrows(JournalException.class, () -> Journals.write(writer, 1, SIZE));
            }
            catch (JournalException e)
            {
                // nothing can be forced any more
            }
            return writer.durablePosition();
        }
    }

    @Test
    void shouldTellTheGateWhenTheSyncThreadMeetsTheFailure() throws Exception
    {
        Path image = temp.resolve("image");
        LoopDisk.format(image, 64);
        try (LoopDisk disk = LoopDisk.mount(image, temp.resolve("disk")))
        {
            JournalWriter<Note> writer = open(disk.path().resolve("journal"), SyncPolicy.every(Duration.ofMillis(1)));
            try (writer)
            {
                Journals.write(writer, 1_000, SIZE);
                disk.findError();

                assertThrows(JournalException.class, () ->
                {
                    for (int i = 0; i < MANY; i++)
                    {
                        Journals.write(writer, Journals.BATCH, SIZE);
                        writer.durable().onEvent(new Note(), i, true);
                    }
                });
            }
            catch (JournalException e)
            {
                // nothing can be forced any more
            }
            assertTrue(writer.durablePosition() <= writer.writtenPosition());
        }
    }

    /** How many can be read, whatever comes behind them. */
    private static long readable(Path directory)
    {
        try (JournalReader reader = JournalReader.open(directory))
        {
            try
            {
                return Journals.readRest(reader);
            }
            catch (JournalDamagedException e)
            {
                return reader.sequence() + 1;
            }
        }
    }
}
