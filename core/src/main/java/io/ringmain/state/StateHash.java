package io.ringmain.state;

import java.io.BufferedOutputStream;
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

/**
 * The digest by which two states are compared: SHA-256 over every stage's name and snapshot, in the order of the names.
 *
 * <p>
 * Threading: one thread.
 */
public final class StateHash
{
    private final MessageDigest digest = sha256();
    private final DataOutputStream names = new DataOutputStream(bytes());

    private StateHash()
    {}

    /**
     * Of the states of all stages.
     *
     * @param states by stage
     * @return 64 hexadecimal digits
     */
    public static String of(Map<String, ? extends Snapshottable> states)
    {
        StateHash hash = begin();
        try
        {
            for (Map.Entry<String, ? extends Snapshottable> state : new TreeMap<>(states).entrySet())
            {
                hash.stage(state.getKey());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(hash.bytes()));
                state.getValue().writeSnapshot(out);
                out.flush();
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        return hash.hex();
    }

    /**
     * Begins a digest of states that are written somewhere else, too.
     *
     * @return of no stage yet
     */
    public static StateHash begin()
    {
        return new StateHash();
    }

    /**
     * Begins a stage; they come in the order of their names.
     *
     * @param name its name
     */
    public void stage(String name)
    {
        try
        {
            names.writeUTF(name);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("the name of stage " + name + " is too long", e);
        }
    }

    /**
     * Takes a part of the stage's snapshot.
     *
     * @param bytes  holds it
     * @param offset where it begins
     * @param length in bytes
     */
    public void update(byte[] bytes, int offset, int length)
    {
        digest.update(bytes, offset, length);
    }

    /**
     * Ends the digest.
     *
     * @return 64 hexadecimal digits
     */
    public String hex()
    {
        return HexFormat.of().formatHex(digest.digest());
    }

    private OutputStream bytes()
    {
        return new DigestOutputStream(OutputStream.nullOutputStream(), digest);
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
