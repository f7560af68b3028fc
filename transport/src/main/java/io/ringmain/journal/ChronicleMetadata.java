package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether Chronicle's {@code metadata.cq4t} is a chain of whole excerpts with the names that a queue of ours has in it. */
final class ChronicleMetadata
{
    private static final String[] NAMES = {"STStore", "SCQMeta", "SCQSRoll", "yyyyMMdd'F'", "listing.highestCycle",
        "listing.lowestCycle", "chronicle.write.lock"};

    private ChronicleMetadata()
    {}

    /** What is wrong with it, null for nothing. */
    static String problem(Path file) throws IOException
    {
        if (!Files.exists(file))
        {
            return "is missing";
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(BatchDescriptor.ORDER);
        int at = 0;
        while (at <= bytes.capacity() - Segment.HEADER_BYTES && bytes.getInt(at) != 0)
        {
            int header = bytes.getInt(at);
            int length = header & Segment.LENGTH_MASK;
            if ((header & Segment.NOT_COMPLETE) != 0 || length > bytes.capacity() - Segment.HEADER_BYTES - at)
            {
                return "is damaged at byte " + at;
            }
            at = Segment.align(at + Segment.HEADER_BYTES + length);
        }
        String text = new String(bytes.array(), 0, Math.min(at, bytes.capacity()), StandardCharsets.ISO_8859_1);
        for (String name : NAMES)
        {
            if (!text.contains(name))
            {
                return "is damaged: it has no " + name;
            }
        }
        return null;
    }
}
