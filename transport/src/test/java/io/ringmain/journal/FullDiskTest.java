package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ringmain.failure.PipelineFailedException;
import io.ringmain.pipeline.Pipeline;

/** Disks that are really full: nothing is lost, nothing ends the JVM, and it goes on when there is room. */
final class FullDiskTest
{
    private static final int SIZE = 100;
    private static final int MANY = 200_000;

    @TempDir
    private Path temp;
    private Path disk;
    private Path directory;

    /** A file system of 40 MB. */
    enum Disk
    {
        TMPFS
        {
            @Override
            boolean mount(Path image, Path at) throws IOException, InterruptedException
            {
                return run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", at.toString());
            }
        },
        EXT4
        {
            @Override
            boolean mount(Path image, Path at) throws IOException, InterruptedException
            {
                return run("truncate", "-s", "40m", image.toString()) &&
                        run("mkfs.ext4", "-q", "-m", "0", "-O", "^has_journal", image.toString()) &&
                        run("mount", "-o", "loop", image.toString(), at.toString());
            }
        };

        abstract boolean mount(Path image, Path at) throws IOException, InterruptedException;
    }

    @BeforeEach
    void name() throws IOException
    {
        disk = Files.createDirectory(temp.resolve("disk"));
        directory = disk.resolve("journal");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException
    {
        run("umount", disk.toString());
        run("umount", "-l", disk.toString());
    }

    private void mount(Disk kind) throws IOException, InterruptedException
    {
        Assumptions.assumeTrue(kind.mount(temp.resolve("image"), disk), "no right to mount " + kind);
        Files.write(disk.resolve("ballast"), new byte[32 << 20]);
    }

    private void makeRoom() throws IOException
    {
        Files.delete(disk.resolve("ballast"));
    }

    private static boolean run(String... command) throws IOException, InterruptedException
    {
        try
        {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        }
        catch (IOException e)
        {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFailWithATypedErrorAndGoOnWithoutAGapWhenThereIsRoom(Disk kind) throws Exception
    {
        mount(kind);
        long kept;
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            JournalFullException full = assertThrows(JournalFullException.class,
                    () -> Journals.write(writer, MANY, SIZE));
            assertTrue(full.getMessage().contains("Free disk space"), full::getMessage);
            kept = writer.writtenPosition() + 1;
            assertThrows(JournalFullException.class, () -> Journals.write(writer, 1, SIZE));
            assertEquals(kept, Journals.readAll(directory));

            makeRoom();
            // what failed before is tried again first
            Journals.write(writer, 5_001, SIZE);
        }
        assertEquals(kept + 5_001, Journals.readAll(directory));
    }

    @ParameterizedTest
    @EnumSource
    void shouldWaitAndGoOnWithoutAGapWhenThereIsRoom(Disk kind) throws Exception
    {
        mount(kind);
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC,
                Journals.SMALL.withWhenFull(WhenFull.WAIT)))
        {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> Journals.write(writer, MANY, SIZE));
            while (disk.toFile().getUsableSpace() > 1 << 20)
            {
                Thread.onSpinWait();
            }
            assertFalse(writing.isDone());

            makeRoom();

            writing.get(60, TimeUnit.SECONDS);
            assertEquals(MANY - 1, writer.writtenPosition());
            assertEquals(MANY, Journals.readAll(directory));
        }
        assertEquals(MANY, Journals.readAll(directory));
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetPublishersFeelItAndReleaseThemAtTheEnd(Disk kind) throws Exception
    {
        mount(kind);
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC,
                Journals.SMALL.withWhenFull(WhenFull.WAIT)))
        {
            Pipeline<Note> pipeline = Pipeline.builder("notes", Note::new).capacity(256).stage("journal", writer)
                    .start();
            long published = 0;
            while (pipeline.publisher().publish(note -> note.with(0, SIZE), TimeUnit.SECONDS.toNanos(1)))
            {
                published++;
            }
            assertTrue(published >= writer.writtenPosition() + 1);

            // the lane waits for room that never comes: close ends it by an interrupt
            assertTrue(pipeline.close(Duration.ofMillis(100)).leftBehind() > 0);
        }
        try (JournalReader reader = JournalReader.open(directory))
        {
            assertTrue(reader.next());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaltThePipelineWithTheReasonWhenThatWasChosen(Disk kind) throws Exception
    {
        mount(kind);
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Pipeline<Note> pipeline = Pipeline.builder("notes", Note::new).capacity(256).stage("journal", writer)
                    .start();
            PipelineFailedException failed = assertThrows(PipelineFailedException.class, () ->
            {
                for (int i = 0; i < MANY; i++)
                {
                    pipeline.publisher().publish(note -> note.with(0, SIZE));
                }
            });
            assertTrue(failed.getMessage().contains("Free disk space"), failed::getMessage);
            pipeline.close(Duration.ZERO);
        }
    }
}
