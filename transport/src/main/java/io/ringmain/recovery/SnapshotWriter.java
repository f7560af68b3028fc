package io.ringmain.recovery;

import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

import io.ringmain.state.SnapshotSink;
import io.ringmain.state.Snapshottable;
import io.ringmain.state.StateHash;

/**
 * Writes a snapshot to a file, frame by frame, see {@link FrameDescriptor}. A state is never whole in memory here. Plain
 * streams, not channels: those an interrupt would close.
 *
 * <p>
 * Owner: the thread that takes the snapshot.
 */
final class SnapshotWriter implements SnapshotSink, AutoCloseable
{
    private final FileOutputStream file;
    private final byte[] bytes = FrameDescriptor.bytes();
    private final ByteBuffer frame = FrameDescriptor.over(bytes);
    private final CRC32C crc = new CRC32C();
    private final StateHash hash = StateHash.begin();
    private long frames;
    private int stages;
    private long stateBytes;

    private SnapshotWriter(FileOutputStream file)
    {
        this.file = file;
    }

    static SnapshotWriter create(Path path, LogPosition position, long timeNs) throws IOException
    {
        SnapshotWriter writer = new SnapshotWriter(new FileOutputStream(path.toFile()));
        try
        {
            writer.file.write(FrameDescriptor.magic());
            writer.writeHeader(position, timeNs);
            return writer;
        }
        catch (IOException | RuntimeException e)
        {
            writer.close();
            throw e;
        }
    }

    private void writeHeader(LogPosition position, long timeNs) throws IOException
    {
        Map<Integer, Long> positions = new TreeMap<>(position.positions());
        int bytes = 2 * Long.BYTES + Integer.BYTES + positions.size() * (Integer.BYTES + Long.BYTES);
        if (bytes > FrameDescriptor.MAX_PAYLOAD)
        {
            throw new IOException(positions.size() + " partitions are more than a snapshot can tell the positions of");
        }
        ByteBuffer payload = begin();
        payload.putLong(position.nextSequence()).putLong(timeNs).putInt(positions.size());
        positions.forEach((partition, next) -> payload.putInt(partition).putLong(next));
        write(FrameDescriptor.HEADER);
    }

    @Override
    public void stage(String stage, Snapshottable state) throws IOException
    {
        byte[] name = stage.getBytes(StandardCharsets.UTF_8);
        begin().put(name);
        write(FrameDescriptor.STAGE);
        stages++;
        hash.stage(stage);
        begin();
        DataOutputStream out = new DataOutputStream(new StateOutput());
        state.writeSnapshot(out);
        flushData();
    }

    /** The last frame; everything is on the disk when this returns. */
    String end() throws IOException
    {
        String hex = hash.hex();
        begin().putInt(stages).putLong(stateBytes).put(HexFormat.of().parseHex(hex));
        write(FrameDescriptor.END);
        file.getFD().sync();
        return hex;
    }

    @Override
    public void close() throws IOException
    {
        file.close();
    }

    private ByteBuffer begin()
    {
        return frame.clear().position(FrameDescriptor.PAYLOAD_OFFSET);
    }

    private void write(int kind) throws IOException
    {
        int length = frame.position() - FrameDescriptor.PAYLOAD_OFFSET;
        frame.putInt(FrameDescriptor.KIND_OFFSET, kind);
        frame.putInt(FrameDescriptor.LENGTH_OFFSET, length);
        frame.putInt(FrameDescriptor.CRC_OFFSET, FrameDescriptor.crc(crc, frames++, bytes, length));
        file.write(bytes, 0, frame.position());
    }

    private void flushData() throws IOException
    {
        int length = frame.position() - FrameDescriptor.PAYLOAD_OFFSET;
        if (length > 0)
        {
            hash.update(bytes, FrameDescriptor.PAYLOAD_OFFSET, length);
            stateBytes += length;
            write(FrameDescriptor.DATA);
            begin();
        }
    }

    /** Gathers a stage's bytes in the frame. */
    private final class StateOutput extends OutputStream
    {
        @Override
        public void write(int value) throws IOException
        {
            if (!frame.hasRemaining())
            {
                flushData();
            }
            frame.put((byte) value);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException
        {
            int next = offset;
            int end = offset + length;
            while (next < end)
            {
                if (!frame.hasRemaining())
                {
                    flushData();
                }
                int part = Math.min(frame.remaining(), end - next);
                frame.put(source, next, part);
                next += part;
            }
        }
    }
}
