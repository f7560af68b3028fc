package io.ringmain.state;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The digest by which two states are compared. */
public final class StateHash
{
    private StateHash()
    {}

    /**
     * SHA-256 over every stage's name and snapshot, in the order of the names.
     *
     * @param states by stage
     * @return 64 hexadecimal digits
     */
    public static String of(Map<String, ? extends Snapshottable> states)
    {
        MessageDigest digest = sha256();
        try (DataOutputStream out = new DataOutputStream(
                new DigestOutputStream(OutputStream.nullOutputStream(), digest)))
        {
            for (Map.Entry<String, ? extends Snapshottable> state : new TreeMap<>(states).entrySet())
            {
                out.writeUTF(state.getKey());
                state.getValue().writeSnapshot(out);
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256()
    {
        try
        {
            return MessageDigest.getInstance("SHA-256");
        }
        catch (NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("every Java platform has SHA-256, this one says: " + e.getMessage(), e);
        }
    }
}
