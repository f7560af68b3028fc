package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.journal.JournalOpening.Kind;

final class JournalIndexTest
{
    private static final int RECORDS = 20_000;

    @TempDir
    private Path temp;
    private Path directory;
    private Path file;

    @BeforeEach
    void writeJournal()
    {
        directory = temp.resolve("journal");
        file = directory.resolve(JournalIndex.FILE);
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, RECORDS, 100);
        }
    }

    private IndexContent load()
    {
        return JournalIndex.load(directory);
    }

    private JournalOpening reopen()
    {
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            return writer.opening();
        }
    }

    @Test
    void shouldSayOfEverySegmentWhatItIs() throws IOException
    {
        IndexContent content = load();
        long next = 0;
        for (int cycle : Journals.segments(directory))
        {
            IndexRecord facts = content.sealed(cycle);
            assertEquals(SegmentFacts.read(SegmentFiles.segment(directory, cycle), true, HelperPace.AT_ONCE), facts);
            assertEquals(next, facts.firstSequence());
            next = facts.lastSequence() + 1;
        }
        assertEquals(RECORDS, next);
        assertNull(content.problem());
        assertTrue(content.trimmed().cycle() == 1 && content.trimmed().firstSequence() == 0);
    }

    @Test
    void shouldStayTrueWhenChronicleOpensTheSegmentsAgain() throws IOException
    {
        IndexContent before = load();
        for (int i = 0; i < 3; i++)
        {
            assertTrue(reopen().isClean());
        }
        for (int cycle : Journals.segments(directory))
        {
            assertEquals(before.sealed(cycle),
                    SegmentFacts.read(SegmentFiles.segment(directory, cycle), true, HelperPace.AT_ONCE));
        }
    }

    @Test
    void shouldAddNothingWhenAThingIsSaidTwice() throws IOException
    {
        JournalIndex index = JournalIndex.of(directory);
        index.trimmed(2, 100);
        byte[] before = Files.readAllBytes(file);
        index.begun(1);
        index.begun(3);
        index.sealed(2, true, HelperPace.AT_ONCE);
        index.trimmed(2, 100);
        index.trimmed(1, 0);
        index.discarded(99);

        assertTrue(Arrays.equals(before, Files.readAllBytes(file)));
        assertEquals(100, load().trimmed().firstSequence());
        assertNull(load().sealed(1));
    }

    @Test
    void shouldForgetADiscardedSegmentUntilItIsBegunAgain() throws IOException
    {
        JournalIndex index = JournalIndex.of(directory);
        int next = load().lastCycle() + 1;
        index.begun(next);
        assertEquals(next, load().lastCycle());
        index.discarded(next);
        assertEquals(next - 1, load().lastCycle());
        index.begun(next);
        assertEquals(next, load().lastCycle());
    }

    @Test
    void shouldKeepEveryWholeRecordWhereverTheFileIsTorn() throws IOException
    {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++)
        {
            Files.write(file, Arrays.copyOf(whole, length));
            IndexContent content = load();
            assertEquals(length / IndexRecord.BYTES, content.records());
            assertNull(content.problem());

            // what is torn makes room for the next record
            JournalIndex.of(directory).begun(40);
            assertEquals(length / IndexRecord.BYTES + 1, load().records());
            assertNotNull(load().segment(40));
        }
    }

    @Test
    void shouldOpenAndReadOnWhereverTheIndexIsTorn() throws IOException
    {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 16)
        {
            Files.write(file, Arrays.copyOf(whole, length));
            assertEquals(RECORDS - 1, reopen().lastSequence());
            assertEquals(RECORDS, Journals.readAll(directory));
            for (int cycle : Journals.segments(directory))
            {
                assertEquals(SegmentFacts.read(SegmentFiles.segment(directory, cycle), true, HelperPace.AT_ONCE),
                        load().sealed(cycle));
            }
        }
    }

    @Test
    void shouldFindEveryFlippedBit() throws IOException
    {
        byte[] whole = Files.readAllBytes(file);
        int records = whole.length / IndexRecord.BYTES;
        for (int bit = 0; bit < whole.length * 8; bit++)
        {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            IndexContent content = load();
            boolean last = bit / 8 / IndexRecord.BYTES == records - 1;
            assertTrue(last ? content.records() == records - 1 : content.problem() != null, "bit " + bit);
        }
    }

    @Test
    void shouldTellARecordInAnothersPlace() throws IOException
    {
        byte[] whole = Files.readAllBytes(file);
        System.arraycopy(whole, 0, whole, IndexRecord.BYTES, IndexRecord.BYTES);
        Files.write(file, whole);

        assertNotNull(load().problem());
    }

    @Test
    void shouldMakeItAnewWhenItIsDamagedOrMissing() throws IOException
    {
        JournalIndex.of(directory).lost(2, 77, 3);
        JournalIndex.of(directory).trimmed(2, load().sealed(2).firstSequence());
        byte[] whole = Files.readAllBytes(file);
        JournalDamageTest.flip(file, 10, 0);
        assertThrows(JournalException.class, () -> JournalIndex.of(directory).begun(40));

        assertTrue(reopen().found(Kind.INDEX_REBUILT));

        IndexContent content = load();
        assertNull(content.problem());
        assertEquals(2, content.trimmed().cycle());
        assertTrue(content.isLost(77, 79));
        assertFalse(content.isLost(76, 79));
        Files.write(file, whole);
        IndexContent before = load();
        for (int cycle : before.cycles())
        {
            assertEquals(before.sealed(cycle), content.sealed(cycle));
        }

        Files.delete(file);
        JournalOpening opening = reopen();
        assertTrue(opening.found(Kind.INDEX_REBUILT), opening::toString);
        assertEquals(RECORDS - 1, opening.lastSequence());
        for (int cycle : before.cycles())
        {
            assertEquals(before.sealed(cycle).lastSequence(), load().sealed(cycle).lastSequence());
        }
    }

    @Test
    void shouldRefuseToOpenWhenTheLastSegmentIsMissing() throws IOException
    {
        int last = load().lastCycle();
        Files.delete(SegmentFiles.segment(directory, last));

        JournalDamagedException refused = assertThrows(JournalDamagedException.class, this::reopen);

        assertEquals(load().sealed(last).firstSequence(), refused.damage().firstLost());
        assertEquals(RECORDS - 1, refused.damage().lastLost());
        assertTrue(refused.getMessage().contains("ringmain repair"), refused::getMessage);
    }

    @Test
    void shouldRefuseToOpenWhenTheLastSegmentWithRecordsIsMissing() throws IOException
    {
        int last = load().lastCycle();
        Path image = temp.resolve("image");
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC,
                Journals.SMALL.withSync(SyncPolicy.everyBatch())))
        {
            assertEquals(0, writer.records());
            // killed before its first record
            JournalCrashImageTest.copy(directory, image);
        }
        Files.delete(SegmentFiles.segment(image, last));

        JournalDamagedException refused = assertThrows(JournalDamagedException.class, () -> Journals.open(image));

        assertEquals(RECORDS - 1, refused.damage().lastLost());
        // the empty segment is gone now
        assertThrows(JournalDamagedException.class, () -> Journals.open(image));
    }

    @Test
    void shouldNotBeginAgainWhenOnlyAnEmptySegmentIsLeft() throws IOException
    {
        Path image = temp.resolve("image");
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            assertEquals(0, writer.records());
            JournalCrashImageTest.copy(directory, image);
        }
        int empty = load().lastCycle() + 1;
        for (int cycle = 1; cycle < empty; cycle++)
        {
            Files.delete(SegmentFiles.segment(image, cycle));
        }
        Files.delete(image.resolve(JournalIndex.FILE));

        assertThrows(JournalDamagedException.class, () -> Journals.open(image));
        assertThrows(JournalDamagedException.class, () -> Journals.open(image));
    }

    @Test
    void shouldSayWhenAnOlderSegmentIsMissing() throws IOException
    {
        Files.delete(SegmentFiles.segment(directory, 2));

        JournalOpening opening = reopen();

        assertTrue(opening.found(Kind.SEGMENT_MISSING), opening::toString);
        assertEquals(RECORDS - 1, opening.lastSequence());
    }

    @Test
    void shouldTakeRecordsFromTwoThreadsAndARebuild() throws Exception
    {
        JournalIndex first = JournalIndex.of(directory);
        JournalIndex second = JournalIndex.of(directory);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() ->
        {
            try
            {
                for (int i = 0; i < 100; i++)
                {
                    second.lost(1000, i, 1);
                }
            }
            catch (IOException e)
            {
                throw new java.io.UncheckedIOException(e);
            }
        });
        for (int i = 0; i < 100; i++)
        {
            first.begun(100 + i);
        }
        other.get();

        assertNull(load().problem());
        assertEquals(199, load().lastCycle());
        assertEquals(100, load().losses().size());
        JournalIndex.of(directory).replace(List.of(IndexRecord.begun(1)));
        assertEquals(1, load().records());
    }
}
