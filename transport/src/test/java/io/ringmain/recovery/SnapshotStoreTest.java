package io.ringmain.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.state.Snapshottable;
import io.ringmain.state.StateHash;

final class SnapshotStoreTest
{
    private static final LogPosition TEN = new LogPosition(10, Map.of(0, 4L, 7, 6L));
    private static final LogPosition TWENTY = new LogPosition(20, Map.of(0, 8L, 7, 12L));
    private static final int MB = 1 << 20;

    @TempDir
    private Path temp;

    private final List<BrokenSnapshot> broken = new ArrayList<>();
    private Path folder;
    private SnapshotStore store;

    @BeforeEach
    void makeStore()
    {
        folder = temp.resolve("snapshots");
        store = SnapshotStore.in(folder);
    }

    @Test
    void shouldGiveBackEveryStateAndWhereItStands() throws IOException
    {
        Map<String, Bytes> states = states(200_000, 0, 65_536, 7);

        Snapshot written = store.write(TEN, sink -> writeAll(states, sink));

        Snapshot found = store.newest(broken::add).orElseThrow();
        assertEquals(written, found);
        assertEquals(TEN, found.position());
        assertEquals(StateHash.of(states), found.stateHash());
        assertEquals(states.keySet(), found.stages());
        assertEquals(Files.size(found.file()), found.bytes());
        assertRestores(found, states);
        assertEquals(List.of(), broken);
    }

    @Test
    void shouldKeepTheNewestFewAndTellTheOldest()
    {
        assertEquals(List.of(), store.sequences());
        for (int sequence = 1; sequence <= 5; sequence++)
        {
            write(new LogPosition(sequence, Map.of()), sequence);
        }

        assertEquals(Set.of("0000000000000000003.snapshot", "0000000000000000004.snapshot",
                "0000000000000000005.snapshot", "writer.lock"), files());
        assertEquals(3, store.sequences().get(0));
        assertEquals(5, store.newest(broken::add).orElseThrow().position().nextSequence());
    }

    @Test
    void shouldNoticeEveryFlippedByteAndTakeTheOneBefore() throws IOException
    {
        Snapshot before = write(TEN, 1);
        Snapshot newest = write(TWENTY, 2);
        byte[] whole = Files.readAllBytes(newest.file());

        for (int i = 0; i < whole.length; i++)
        {
            for (int bit : new int[] {0, 3, 7})
            {
                byte[] flipped = whole.clone();
                flipped[i] ^= (byte) (1 << bit);
                Files.write(newest.file(), flipped);

                assertFallsBack(before, newest, "byte " + i);
            }
        }
        Files.write(newest.file(), whole);
        assertEquals(newest, store.newest(broken::add).orElseThrow());
    }

    @Test
    void shouldNoticeWhenItEndsAtAnyByteOrGoesOn() throws IOException
    {
        Snapshot before = write(TEN, 1);
        Snapshot newest = write(TWENTY, 2);
        byte[] whole = Files.readAllBytes(newest.file());

        for (int length = 0; length < whole.length; length++)
        {
            Files.write(newest.file(), Arrays.copyOf(whole, length));
            assertFallsBack(before, newest, "cut to " + length);
            // the blocks that a power loss leaves empty
            Files.write(newest.file(), Arrays.copyOf(Arrays.copyOf(whole, length), whole.length));
            if (!Arrays.equals(whole, Files.readAllBytes(newest.file())))
            {
                assertFallsBack(before, newest, "zeroes from " + length);
            }
        }
        Files.write(newest.file(), Arrays.copyOf(whole, whole.length + 1));
        assertFallsBack(before, newest, "a byte more");
    }

    @Test
    void shouldNoticeAFrameThatIsMissingDoubledOrOutOfOrder() throws IOException
    {
        Snapshot before = write(TEN, 1);
        Map<String, Bytes> states = states(65_536 * 3);
        Snapshot newest = store.write(TWENTY, sink -> writeAll(states, sink));
        byte[] whole = Files.readAllBytes(newest.file());
        int frame = FrameDescriptor.PAYLOAD_OFFSET + FrameDescriptor.MAX_PAYLOAD;
        int first = whole.length - 3 * frame - FrameDescriptor.PAYLOAD_OFFSET - 44;

        byte[] without = new byte[whole.length - frame];
        System.arraycopy(whole, 0, without, 0, first);
        System.arraycopy(whole, first + frame, without, first, without.length - first);
        Files.write(newest.file(), without);
        assertFallsBack(before, newest, "a frame is missing");

        byte[] swapped = whole.clone();
        System.arraycopy(whole, first, swapped, first + frame, frame);
        System.arraycopy(whole, first + frame, swapped, first, frame);
        Files.write(newest.file(), swapped);
        assertFallsBack(before, newest, "two frames are swapped");
    }

    @Test
    void shouldTakeTheOneBeforeWhateverMomentItsWriterWasKilledAt() throws IOException
    {
        Snapshot before = write(TEN, 1);
        Snapshot newest = write(TWENTY, 2);
        byte[] whole = Files.readAllBytes(newest.file());
        Path temporary = newest.file().resolveSibling(newest.file().getFileName() + ".tmp");
        Files.delete(newest.file());

        for (int length : new int[] {0, 1, 8, whole.length / 2, whole.length - 1, whole.length})
        {
            Files.write(temporary, Arrays.copyOf(whole, length));

            assertEquals(before, store.newest(broken::add).orElseThrow(), "not renamed, " + length + " bytes");
        }
        assertEquals(List.of(), broken, "what was never finished is no damage");

        // renamed, but older ones not deleted yet
        Files.write(temporary, whole);
        for (int old = 1; old <= 5; old++)
        {
            Files.copy(before.file(), folder.resolve("000000000000000000" + old + ".snapshot"));
        }
        Files.write(newest.file(), whole);
        assertEquals(newest, store.newest(broken::add).orElseThrow());
        Snapshot next = write(new LogPosition(30, Map.of()), 3);
        assertEquals(Set.of("writer.lock", before.file().getFileName().toString(),
                newest.file().getFileName().toString(), next.file().getFileName().toString()), files());
    }

    @Test
    void shouldNotUseASnapshotUnderAnotherName() throws IOException
    {
        Snapshot snapshot = write(TEN, 1);
        Files.move(snapshot.file(), folder.resolve("0000000000000000099.snapshot"));

        assertTrue(store.newest(broken::add).isEmpty());
        assertTrue(broken.get(0).what().contains("taken at sequence 10"), broken::toString);
    }

    @Test
    void shouldTakeInASnapshotUnderItsOwnNameWhateverItWasCalled() throws IOException
    {
        Snapshot elsewhere = write(TWENTY, 1);
        Path fetched = Files.move(elsewhere.file(), folder.resolve("fetched"));

        Snapshot adopted = store.adopt(fetched);

        assertEquals(elsewhere, adopted);
        assertEquals(adopted, store.newest(broken::add).orElseThrow());
        assertEquals(List.of(), broken);
    }

    @Test
    void shouldFallBackToTheOneBeforeWhenTheNewestHasSeenMoreThanWasCommitted()
    {
        Snapshot before = write(TEN, 1);
        write(TWENTY, 2);

        store.setAsideAhead(7, 12);
        assertEquals(TWENTY, store.newest(broken::add).orElseThrow().position());

        store.setAsideAhead(7, 11);
        assertEquals(before, store.newest(broken::add).orElseThrow());
        assertEquals(List.of(), broken);
    }

    @Test
    void shouldNameTheVersionOfAnotherFormat() throws IOException
    {
        Snapshot snapshot = write(TEN, 1);
        byte[] bytes = Files.readAllBytes(snapshot.file());
        bytes[7] = 9;
        Files.write(snapshot.file(), bytes);

        assertTrue(store.newest(broken::add).isEmpty());
        assertEquals("it was written in version 9 of the format, and this reads 1", broken.get(0).what());
    }

    @Test
    void shouldLeaveWhatWasThereWhenAStateCannotBeWritten()
    {
        Snapshot before = write(TEN, 1);

        SnapshotException failed = assertThrows(SnapshotException.class, () -> store.write(TWENTY, sink ->
        {
            sink.stage("a", new Bytes(5));
            throw new IOException("No space left on device");
        }));

        assertTrue(failed.getMessage().contains("No space left on device"), failed::getMessage);
        assertEquals(before, store.newest(broken::add).orElseThrow());
        assertEquals(2, files().size());
    }

    @Test
    void shouldRefuseASecondWriter()
    {
        SnapshotException refused = assertThrows(SnapshotException.class,
                () -> store.write(TEN, sink -> write(TWENTY, 2)));

        assertTrue(refused.getMessage().startsWith("Another snapshot is being written to " + folder),
                refused::getMessage);
        write(TEN, 1);
    }

    @Test
    void shouldWriteAllTheSameWhenItsThreadIsInterrupted()
    {
        Thread.currentThread().interrupt();
        Snapshot written = write(TEN, 1);

        assertTrue(Thread.interrupted(), "it stays so");
        assertEquals(written, store.newest(broken::add).orElseThrow());
    }

    @Test
    void shouldSayWhenAStageReadsMoreOrLessThanItWrote() throws IOException
    {
        Snapshot written = write(TEN, 1);
        try (SnapshotReader reader = store.open(written))
        {
            // the first has ten bytes; a set has them in any order
            String stage = new TreeSet<>(written.stages()).first();

            assertTrue(assertThrows(IOException.class, () -> reader.stage(stage, new Bytes(2))).getMessage()
                    .contains("does not read all"));
            assertTrue(assertThrows(IOException.class, () -> reader.stage(stage, new Bytes(100))).getMessage()
                    .contains("reads more than it wrote"));
        }
    }

    @Test
    void shouldHoldNoStateInMemoryHoweverLargeItIs() throws IOException
    {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory
                .getThreadMXBean();
        Endless state = new Endless(64 * MB);
        Snapshot snapshot = store.write(TEN, sink -> sink.stage("warm-up", new Endless(MB)));
        assertTrue(snapshot.bytes() > MB);

        long before = threads.getCurrentThreadAllocatedBytes();
        Snapshot written = store.write(TWENTY, sink -> sink.stage("endless", state));
        try (SnapshotReader reader = store.open(written))
        {
            reader.stage("endless", state);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(allocated < 4 * MB, allocated + " bytes were allocated for a state of " + 64 * MB);
    }

    private void assertFallsBack(Snapshot before, Snapshot newest, String how)
    {
        broken.clear();
        assertEquals(before, store.newest(broken::add).orElseThrow(), how);
        assertEquals(List.of(newest.file()), broken.stream().map(BrokenSnapshot::file).toList(), how);
        assertFalse(broken.get(0).what() == null || broken.get(0).what().isBlank(), how);
    }

    private void assertRestores(Snapshot snapshot, Map<String, Bytes> states) throws IOException
    {
        try (SnapshotReader reader = store.open(snapshot))
        {
            for (Map.Entry<String, Bytes> state : states.entrySet())
            {
                Bytes read = new Bytes(state.getValue().bytes.length);
                Arrays.fill(read.bytes, (byte) 99);
                reader.stage(state.getKey(), read);
                assertTrue(Arrays.equals(state.getValue().bytes, read.bytes), state.getKey());
            }
        }
    }

    private Snapshot write(LogPosition position, int states)
    {
        Map<String, Bytes> all = states(10, states, 3);
        return store.write(position, sink -> writeAll(all, sink));
    }

    private static void writeAll(Map<String, Bytes> states, io.ringmain.state.SnapshotSink sink) throws IOException
    {
        for (Map.Entry<String, Bytes> state : states.entrySet())
        {
            sink.stage(state.getKey(), state.getValue());
        }
    }

    private static Map<String, Bytes> states(int... sizes)
    {
        Map<String, Bytes> states = new TreeMap<>();
        for (int i = 0; i < sizes.length; i++)
        {
            states.put("stage-" + i, new Bytes(sizes[i]));
        }
        return states;
    }

    private Set<String> files()
    {
        try (Stream<Path> all = Files.list(folder))
        {
            return new java.util.HashSet<>(all.map(file -> file.getFileName().toString()).toList());
        }
        catch (IOException e)
        {
            throw new AssertionError(e);
        }
    }

    /** So many bytes. */
    private static final class Bytes implements Snapshottable
    {
        final byte[] bytes;

        Bytes(int size)
        {
            bytes = new byte[size];
            for (int i = 0; i < size; i++)
            {
                bytes[i] = (byte) (i * 31 + size);
            }
        }

        @Override
        public void writeSnapshot(DataOutput out) throws IOException
        {
            int half = bytes.length / 2;
            out.write(bytes, 0, half);
            for (int i = half; i < bytes.length; i++)
            {
                out.writeByte(bytes[i]);
            }
        }

        @Override
        public void readSnapshot(DataInput in) throws IOException
        {
            in.readFully(bytes);
        }
    }

    /** A state that nobody could hold twice. */
    private record Endless(int size) implements Snapshottable
    {
        @Override
        public void writeSnapshot(DataOutput out) throws IOException
        {
            for (int i = 0; i < size; i += Long.BYTES)
            {
                out.writeLong(i);
            }
        }

        @Override
        public void readSnapshot(DataInput in) throws IOException
        {
            for (int i = 0; i < size; i += Long.BYTES)
            {
                assertEquals(i, in.readLong());
            }
        }
    }
}
