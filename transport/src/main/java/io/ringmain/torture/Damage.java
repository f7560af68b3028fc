package io.ringmain.torture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What somebody, or a disk, does to the files of a journal. */
enum Damage
{
    /** One bit, where something was written. */
    FLIP
    {
        @Override
        String apply(Path file, Random random) throws IOException
        {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
            {
                long at = random.nextInt((int) Math.max(1, written(file)));
                bytes.seek(at);
                int value = bytes.read();
                int bit = random.nextInt(8);
                bytes.seek(at);
                bytes.write(value ^ (1 << bit));
                return "bit %d of byte %d of %s flipped".formatted(bit, at, file.getFileName());
            }
        }
    },
    /** A page as a disk gives it that has lost it. */
    ZERO
    {
        @Override
        String apply(Path file, Random random) throws IOException
        {
            long page = random.nextInt((int) (written(file) / PAGE_BYTES) + 1);
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
            {
                bytes.seek(page * PAGE_BYTES);
                bytes.write(new byte[(int) Math.min(PAGE_BYTES, bytes.length() - page * PAGE_BYTES)]);
            }
            return "page %d of %s zeroed".formatted(page, file.getFileName());
        }
    },
    /** A file that is shorter than it was written. */
    CUT
    {
        @Override
        String apply(Path file, Random random) throws IOException
        {
            long length = random.nextInt((int) Math.max(1, written(file)));
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
            {
                bytes.setLength(length);
            }
            return "%s cut to %d bytes".formatted(file.getFileName(), length);
        }
    },
    /** A segment that is gone. */
    DELETE
    {
        @Override
        String apply(Path file, Random random) throws IOException
        {
            Files.delete(file);
            return file.getFileName() + " deleted";
        }
    },
    /** Chronicle's own file, which the records do not need. */
    NO_METADATA
    {
        @Override
        String apply(Path file, Random random) throws IOException
        {
            Files.deleteIfExists(file.resolveSibling("metadata.cq4t"));
            return "metadata.cq4t deleted";
        }
    },
    /** The index, which can be made anew. */
    NO_INDEX
    {
        @Override
        String apply(Path file, Random random) throws IOException
        {
            Files.deleteIfExists(file.resolveSibling("journal.index"));
            return "journal.index deleted";
        }
    },
    /** One bit of the index. */
    FLIP_INDEX
    {
        @Override
        String apply(Path file, Random random) throws IOException
        {
            Path index = file.resolveSibling("journal.index");
            return Files.exists(index) && Files.size(index) > 0 ? FLIP.apply(index, random) : "no index yet";
        }
    };

    private static final int PAGE_BYTES = 4096;

    /** Does it to a segment, or to the journal that it is of; returns what was done. */
    abstract String apply(Path segment, Random random) throws IOException;

    /** Whether the records must be untouched by it. */
    boolean spares()
    {
        return this == NO_METADATA || this == NO_INDEX || this == FLIP_INDEX;
    }

    /** What is not zero at the end of a file that was filled ahead. */
    static long written(Path file) throws IOException
    {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0)
        {
            end--;
        }
        return end;
    }
}
