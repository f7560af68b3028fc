package io.ringmain.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key of an encrypted journal, for AES with 256 bits. Comes from a file or the environment, never from an argument,
 * which other users of the machine could read. Never shown.
 */
public final class JournalKey
{
    private static final int BYTES = 32;

    private final byte[] bytes;

    private JournalKey(byte[] bytes)
    {
        this.bytes = bytes;
    }

    /**
     * Reads a key from a file that holds nothing else.
     *
     * @param file with 64 hexadecimal digits, the same in base64, or the 32 bytes themselves
     * @return the key
     * @throws JournalException when the file cannot be read or holds something else
     */
    public static JournalKey ofFile(Path file)
    {
        try
        {
            byte[] content = Files.readAllBytes(file);
            return content.length == BYTES
                    ? new JournalKey(content)
                    : of("the key file " + file, new String(content, StandardCharsets.US_ASCII));
        }
        catch (IOException e)
        {
            throw new JournalException("The key file " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Takes a key from a variable of the environment.
     *
     * @param variable whose value is 64 hexadecimal digits, or the same in base64
     * @return the key
     * @throws JournalException when there is no such variable, or it holds something else
     */
    public static JournalKey ofEnvironment(String variable)
    {
        String value = System.getenv(variable);
        if (value == null)
        {
            throw new JournalException(
                    "There is no key in the environment variable %s; export it, or name a key file."
                            .formatted(variable));
        }
        return of("the environment variable " + variable, value);
    }

    /** Says nothing of what it found, since that may be nearly a key. */
    static JournalKey of(String where, String text)
    {
        String key = text.strip();
        try
        {
            byte[] bytes = key.length() == 2 * BYTES
                    ? HexFormat.of().parseHex(key)
                    : Base64.getDecoder().decode(key);
            if (bytes.length == BYTES)
            {
                return new JournalKey(bytes);
            }
        }
        catch (IllegalArgumentException e)
        {
            // said below, without the text
        }
        throw new JournalException(
                "What %s holds is no key: expected 32 bytes as 64 hexadecimal digits or in base64, such as \"openssl rand -hex 32\" makes."
                        .formatted(where));
    }

    byte[] bytes()
    {
        return bytes.clone();
    }

    /** Tells nothing. */
    @Override
    public String toString()
    {
        return "a key";
    }
}
