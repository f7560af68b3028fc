package io.ringmain.file;

import java.io.IOException;

/** Bytes that come when they come. */
interface Input extends AutoCloseable
{
    /** What {@link #read} answers at the end. */
    int END = -1;

    /**
     * Reads what is there. May wait for a moment when the call before found nothing.
     *
     * @return how many bytes, 0 when there is nothing just now, or {@link #END}
     */
    int read(byte[] into, int offset, int length) throws IOException;

    /** From 0 to 1, negative when nobody knows. */
    double share();

    @Override
    void close() throws IOException;
}
