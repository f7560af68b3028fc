package io.ringmain.recovery;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.ringmain.state.SnapshotSource;
import io.ringmain.state.Snapshottable;
import io.ringmain.state.StateHash;

/**
 * Reads a snapshot. It has been read through when this is there, every checksum and the state hash compared; what is handed
 * to a stage is checked once more on the way. A state is never whole in memory here.
 *
 * <p>
 * Owner: the thread that restores.
 */
final class SnapshotReader implements SnapshotSource, AutoCloseable
{
    private static final int HASH_BYTES = 32;

    private final FrameReader frames;
    private final Map<String, Place> places = new TreeMap<>();
    private final Snapshot snapshot;

    /** Where the frame behind a stage's name is. */
    private record Place(long position, long frame)
    {}

    /** Throws {@link IOException} with what is wrong when it is not as it was written. */
    SnapshotReader(Path file) throws IOException
    {
        frames = new FrameReader(file);
        try
        {
            snapshot = readThrough(file);
        }
        catch (IOException | RuntimeException e)
        {
            frames.close();
            throw e;
        }
    }

    Snapshot snapshot()
    {
        return snapshot;
    }

    @Override
    public Set<String> stages()
    {
        return snapshot.stages();
    }

    @Override
    public void stage(String stage, Snapshottable state) throws IOException
    {
        Place place = places.get(stage);
        frames.seek(place.position, place.frame);
        DataInputStream in = new DataInputStream(new StateInput());
        try
        {
            state.readSnapshot(in);
        }
        catch (EOFException e)
        {
            throw new IOException("stage \"" + stage + "\" reads more than it wrote into " + snapshot.file() +
                    "; has its format changed?", e);
        }
        if (in.read() >= 0)
        {
            throw new IOException("stage \"" + stage + "\" does not read all that it wrote into " + snapshot.file() +
                    "; has its format changed?");
        }
    }

    @Override
    public void close() throws IOException
    {
        frames.close();
    }

    private Snapshot readThrough(Path file) throws IOException
    {
        if (!frames.next() || frames.kind() != FrameDescriptor.HEADER)
        {
            throw frames.broken("there is no header");
        }
        ByteBuffer header = frames.payload();
        long nextSequence = header.getLong();
        long timeNs = header.getLong();
        Map<Integer, Long> positions = new HashMap<>();
        for (int left = header.getInt(); left > 0; left--)
        {
            positions.put(header.getInt(), header.getLong());
        }
        String hash = readStates();
        return new Snapshot(file, new LogPosition(nextSequence, positions), timeNs, places.keySet(), hash,
                frames.position());
    }

    private String readStates() throws IOException
    {
        StateHash hash = StateHash.begin();
        long stateBytes = 0;
        while (frames.next())
        {
            ByteBuffer payload = frames.payload();
            switch (frames.kind())
            {
                case FrameDescriptor.STAGE -> {
                    String name = StandardCharsets.UTF_8.decode(payload).toString();
                    hash.stage(name);
                    places.put(name, new Place(frames.position(), frames.frames()));
                }
                case FrameDescriptor.DATA -> {
                    hash.update(frames.bytes(), payload.position(), payload.remaining());
                    stateBytes += payload.remaining();
                }
                case FrameDescriptor.END -> {
                    return end(payload, hash, stateBytes);
                }
                default -> throw frames.broken("there is no frame of kind " + frames.kind());
            }
        }
        throw frames.broken("it has no end");
    }

    private String end(ByteBuffer payload, StateHash hash, long stateBytes) throws IOException
    {
        int stages = payload.getInt();
        long bytes = payload.getLong();
        byte[] told = new byte[HASH_BYTES];
        payload.get(told);
        String hex = hash.hex();
        if (stages != places.size() || bytes != stateBytes || !hex.equals(HexFormat.of().formatHex(told)))
        {
            throw frames
                    .broken("its end tells of " + stages + " stages and " + bytes + " bytes, and another state hash");
        }
        if (frames.next())
        {
            throw frames.broken("something follows its end");
        }
        return hex;
    }

    /** The bytes of one stage. */
    private final class StateInput extends InputStream
    {
        private boolean ended;
        private boolean begun;

        @Override
        public int read() throws IOException
        {
            return hasMore() ? frames.payload().get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException
        {
            if (length == 0)
            {
                return 0;
            }
            if (!hasMore())
            {
                return -1;
            }
            int count = Math.min(length, frames.payload().remaining());
            frames.payload().get(bytes, offset, count);
            return count;
        }

        private boolean hasMore() throws IOException
        {
            while (!ended && !(begun && frames.payload().hasRemaining()))
            {
                ended = !frames.next() || frames.kind() != FrameDescriptor.DATA;
                begun = true;
            }
            return !ended;
        }
    }
}
