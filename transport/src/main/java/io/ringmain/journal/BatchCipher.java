package io.ringmain.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts batches with AES-256-GCM. Hot path per batch: nothing is allocated for a record; the JDK allocates
 * its own state for each batch.
 *
 * <pre>
 *   batch     header (40, its bytes 8 to 40 are authenticated) | salt (16) | counter (8) | ciphertext of the records | tag (16)
 *   key       HMAC-SHA256(master key, "ringmain journal batch" salt 1)       as HKDF expands a key that is uniform already
 *   check     HMAC-SHA256(master key, "ringmain journal check" 1), 4 bytes   tells a wrong key from damage
 *   nonce     4 zeroes, counter
 * </pre>
 *
 * <ul>
 * <li>Owner: the thread of the writer, or of the reader.
 * <li>Readers: none.
 * <li>Invariants: each writing session has its own salt, and so its own key, under which a counter is never used twice.
 * </ul>
 */
final class BatchCipher
{
    static final int SALT_BYTES = 16;
    static final int COUNTER_BYTES = 8;
    static final int TAG_BYTES = 16;

    /** How much longer than its records an encrypted batch is. */
    static final int OVERHEAD_BYTES = SALT_BYTES + COUNTER_BYTES + TAG_BYTES;

    /** What {@link #decrypt} answers when the tag is not the one that the key makes. */
    static final int FORGED = -1;

    private static final String AES = "AES";
    private static final String HMAC = "HmacSHA256";
    private static final byte[] BATCH = "ringmain journal batch".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHECK = "ringmain journal check".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_BYTES = 12;
    private static final int SALT_OFFSET = BatchDescriptor.HEADER_BYTES;
    private static final int COUNTER_OFFSET = SALT_OFFSET + SALT_BYTES;
    private static final int CIPHERTEXT_OFFSET = COUNTER_OFFSET + COUNTER_BYTES;

    private final Mac mac;
    private final Cipher cipher;
    private final int keyCheck;
    private final byte[] salt = new byte[SALT_BYTES];
    private final byte[] otherSalt = new byte[SALT_BYTES];
    private final byte[] authenticated = new byte[BatchDescriptor.HEADER_BYTES - BatchDescriptor.CRC_START_OFFSET];
    private final ByteBuffer nonce = ByteBuffer.allocate(NONCE_BYTES).order(BatchDescriptor.ORDER);
    private SecretKeySpec key;
    private long counter;

    private BatchCipher(JournalKey master)
    {
        try
        {
            mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(master.bytes(), HMAC));
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        }
        catch (GeneralSecurityException e)
        {
            throw new JournalException("This JVM has no AES-256-GCM, which an encrypted journal needs: " + e, e);
        }
        keyCheck = keyCheck(derive(CHECK, new byte[0]));
    }

    /** Begins a session with a key of its own. */
    static BatchCipher forWriting(JournalKey master)
    {
        BatchCipher writing = new BatchCipher(master);
        new SecureRandom().nextBytes(writing.salt);
        writing.key = new SecretKeySpec(writing.derive(BATCH, writing.salt), AES);
        return writing;
    }

    /** Takes each session's key from its batches. */
    static BatchCipher forReading(JournalKey master)
    {
        return new BatchCipher(master);
    }

    private byte[] derive(byte[] purpose, byte[] context)
    {
        mac.update(purpose);
        mac.update(context);
        mac.update((byte) 1);
        return mac.doFinal();
    }

    /** Never 0, which says that a batch is not encrypted. */
    private static int keyCheck(byte[] derived)
    {
        int check = ByteBuffer.wrap(derived).order(BatchDescriptor.ORDER).getInt();
        return check == 0 ? 1 : check;
    }

    /** What the batches of this key carry in their descriptor. */
    int keyCheck()
    {
        return keyCheck;
    }

    /**
     * Encrypts a batch whose descriptor is filled in, but for its checksum.
     *
     * @param batch  the descriptor and the records from byte 0; its position and limit are moved
     * @param length of both
     * @param target takes the encrypted batch at its position, which moves behind it; needs {@link #OVERHEAD_BYTES} more;
     *               its checksum is left for the caller
     * @return the length of the encrypted batch
     */
    int encrypt(ByteBuffer batch, int length, ByteBuffer target)
    {
        int at = target.position();
        int whole = length + OVERHEAD_BYTES;
        target.put(batch.limit(BatchDescriptor.HEADER_BYTES).position(0));
        target.order(BatchDescriptor.ORDER);
        target.putInt(at + BatchDescriptor.LENGTH_OFFSET, whole);
        target.putInt(at + BatchDescriptor.FLAGS_OFFSET,
                target.getInt(at + BatchDescriptor.FLAGS_OFFSET) | BatchDescriptor.ENCRYPTED);
        target.putInt(at + BatchDescriptor.KEY_CHECK_OFFSET, keyCheck);
        target.put(salt).putLong(counter);
        batch.limit(length).position(BatchDescriptor.HEADER_BYTES);
        try
        {
            init(Cipher.ENCRYPT_MODE, counter++, target, at);
            cipher.doFinal(batch, target);
            return whole;
        }
        catch (GeneralSecurityException e)
        {
            throw new JournalException("A batch of %d bytes could not be encrypted: %s".formatted(length, e), e);
        }
    }

    /**
     * Decrypts the records of a batch whose checksum and key check are right.
     *
     * @param bytes  with the batch; its position and limit are moved
     * @param batch  where it begins
     * @param length of the whole batch
     * @param target takes the records at its position, which moves behind them
     * @return how many bytes of records there are, or {@link #FORGED}
     */
    int decrypt(ByteBuffer bytes, int batch, int length, ByteBuffer target)
    {
        int records = length - CIPHERTEXT_OFFSET - TAG_BYTES;
        if (records < 0)
        {
            return FORGED;
        }
        bytes.limit(batch + length).position(batch + SALT_OFFSET);
        bytes.get(otherSalt);
        if (key == null || !Arrays.equals(salt, otherSalt))
        {
            key = new SecretKeySpec(derive(BATCH, otherSalt), AES);
            System.arraycopy(otherSalt, 0, salt, 0, SALT_BYTES);
        }
        long used = bytes.order(BatchDescriptor.ORDER).getLong();
        try
        {
            init(Cipher.DECRYPT_MODE, used, bytes, batch);
            return cipher.doFinal(bytes, target);
        }
        catch (AEADBadTagException e)
        {
            return FORGED;
        }
        catch (GeneralSecurityException e)
        {
            throw new JournalException("A batch of %d bytes could not be decrypted: %s".formatted(length, e), e);
        }
    }

    private void init(int mode, long count, ByteBuffer bytes, int batch) throws GeneralSecurityException
    {
        nonce.putLong(NONCE_BYTES - COUNTER_BYTES, count);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce.array()));
        bytes.get(batch + BatchDescriptor.CRC_START_OFFSET, authenticated);
        cipher.updateAAD(authenticated);
    }
}
