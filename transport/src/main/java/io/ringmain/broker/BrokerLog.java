package io.ringmain.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What one run of a broker added to its log file, read back to say why it ended. */
record BrokerLog(Path file, long start)
{
    private static final int TAIL_BYTES = 1 << 20;

    /** A log whose lines so far belong to earlier runs. */
    static BrokerLog from(Path file)
    {
        try
        {
            return new BrokerLog(file, Files.exists(file) ? Files.size(file) : 0);
        }
        catch (IOException e)
        {
            throw new BrokerException("The broker's log file " + file + " cannot be read: " + e, e);
        }
    }

    /** The same line that a person would look for: the first cause named last, else the last error, else the last line. */
    String lastTellingLine()
    {
        String last = "";
        String error = "";
        for (String line : lines())
        {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("at ") || text.startsWith("... "))
            {
                continue;
            }
            last = text;
            if (isTelling(text))
            {
                error = text;
            }
        }
        return error.isEmpty() ? last : error;
    }

    boolean mentions(String text)
    {
        return lines().stream().anyMatch(line -> line.contains(text));
    }

    private static boolean isTelling(String line)
    {
        return line.contains(" ERROR ") || line.startsWith("ERROR") || line.startsWith("Caused by:") ||
                line.startsWith("Error:") || line.startsWith("Exception in thread") ||
                line.contains("OutOfMemoryError");
    }

    private List<String> lines()
    {
        try (FileChannel channel = FileChannel.open(file))
        {
            long from = Math.max(start, channel.size() - TAIL_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0)
            {
                // until all is read, or the file has been cut meanwhile
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).lines().toList();
        }
        catch (IOException e)
        {
            return List.of("(the log file cannot be read: " + e + ")");
        }
    }
}
