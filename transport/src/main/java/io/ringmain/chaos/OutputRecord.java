package io.ringmain.chaos;

import java.nio.charset.StandardCharsets;

/**
 * What the app writes for an input record, as text, so that any client can show it: the key is {@code k17}, the value
 * {@code partition,offset,number,count,fold}.
 *
 * @param key       of the input
 * @param partition of the input
 * @param offset    of the input
 * @param number    of the input
 * @param count     numbers of that key so far, with this one
 * @param fold      what they come to, see {@link Fold}
 */
record OutputRecord(int key, int partition, long offset, int number, long count, long fold)
{
    byte[] value()
    {
        return (partition + "," + offset + ',' + number + ',' + count + ',' + Long.toHexString(fold))
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] key(int key)
    {
        return ("k" + key).getBytes(StandardCharsets.US_ASCII);
    }

    static int parseKey(byte[] key)
    {
        return Integer.parseInt(new String(key, StandardCharsets.US_ASCII), 1, key.length, 10);
    }

    static byte[] number(int number)
    {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    static int parseNumber(byte[] value)
    {
        return Integer.parseInt(new String(value, StandardCharsets.US_ASCII));
    }

    /**
     * Reads one.
     *
     * @throws RuntimeException when it is none
     */
    static OutputRecord parse(byte[] key, byte[] value)
    {
        String[] fields = new String(value, StandardCharsets.US_ASCII).split(",", -1);
        return new OutputRecord(parseKey(key), Integer.parseInt(fields[0]), Long.parseLong(fields[1]),
                Integer.parseInt(fields[2]), Long.parseLong(fields[3]), Long.parseUnsignedLong(fields[4], 16));
    }
}
