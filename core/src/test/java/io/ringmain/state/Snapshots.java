package io.ringmain.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Snapshots as bytes, for tests. */
public final class Snapshots
{
    private Snapshots()
    {}

    /** The snapshot. */
    public static byte[] of(Snapshottable state) throws IOException
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.writeSnapshot(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** Restores the state and checks that it read all there was. */
    public static void restore(Snapshottable state, byte[] snapshot) throws IOException
    {
        ByteArrayInputStream bytes = new ByteArrayInputStream(snapshot);
        state.readSnapshot(new DataInputStream(bytes));
        if (bytes.available() > 0)
        {
            throw new AssertionError(bytes.available() + " of " + snapshot.length + " bytes were not read");
        }
    }
}
