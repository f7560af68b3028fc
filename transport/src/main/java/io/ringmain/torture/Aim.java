package io.ringmain.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** At which moment a writer is killed. */
enum Aim
{
    /** Any time after its first acknowledged batch. */
    ANY_TIME
    {
        @Override
        void await(Child child, Path journal, Random random)
        {
            child.awaitWritten();
            pause(random, 150_000_000);
        }
    },
    /** Just when another segment has been started, which is when the one before it is sealed. */
    ROLL
    {
        @Override
        void await(Child child, Path journal, Random random)
        {
            child.awaitWritten();
            long before = files(journal, ".cq4");
            awaitChange(child, () -> files(journal, ".cq4") > before);
            pause(random, 400_000);
        }
    },
    /** While the next segment is filled with zeroes. */
    PREFILL
    {
        @Override
        void await(Child child, Path journal, Random random)
        {
            child.awaitOpened();
            awaitChange(child, () -> files(journal, ".filling") > 0);
            pause(random, 600_000);
        }
    },
    /** Around the moment at which the index is told of a segment that is full. */
    SEAL
    {
        @Override
        void await(Child child, Path journal, Random random)
        {
            child.awaitWritten();
            long before = length(journal);
            long segments = files(journal, ".cq4");
            if (random.nextBoolean())
            {
                awaitChange(child, () -> files(journal, ".cq4") > segments);
                pause(random, 4_000_000);
            }
            else
            {
                awaitChange(child, () -> length(journal) > before);
                pause(random, 100_000);
            }
        }
    },
    /** While the journal is opened, and what the last kill left is settled. */
    OPENING
    {
        @Override
        void await(Child child, Path journal, Random random)
        {
            child.awaitOpening();
            pause(random, 60_000_000);
        }
    },
    /** While the journal is closed. */
    CLOSING
    {
        @Override
        void await(Child child, Path journal, Random random)
        {
            child.awaitClosing();
            pause(random, 120_000_000);
        }
    };

    /** For a writer that is slow just now, whose next segment may be far away. */
    private static final long PATIENCE_NS = 400_000_000;

    abstract void await(Child child, Path journal, Random random);

    private interface Look
    {
        boolean changed();
    }

    private static void awaitChange(Child child, Look look)
    {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!look.changed() && System.nanoTime() < deadlineNs && child.isAlive())
        {
            Thread.onSpinWait();
        }
    }

    /** Up to so long; the short ones matter as much as the long ones, so that no scale is left out. */
    private static void pause(Random random, long maxNs)
    {
        long pauseNs = (long) (maxNs * Math.pow(random.nextDouble(), 3));
        long endNs = System.nanoTime() + pauseNs;
        while (System.nanoTime() < endNs)
        {
            if (pauseNs > 1_000_000)
            {
                LockSupport.parkNanos(50_000);
            }
        }
    }

    private static long files(Path journal, String suffix)
    {
        try (Stream<Path> files = Files.list(journal))
        {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path journal)
    {
        return journal.resolve("journal.index").toFile().length();
    }
}
