package io.ringmain.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Flights from a file of JSON lines, plain or gzip. A line that is no flight goes to the dead letters and reading goes
 * on. Lines of white space and a byte order mark at the start mean nothing: passed over, though the lines count.
 *
 * <p>
 * Threading: one thread; {@link #share} from any.
 */
public final class FlightFile implements Closeable
{
    private static final String BUNDLED = "flights-20k.jsonl.gz";
    private static final long BUNDLED_FLIGHTS = 20_000;
    private static final long UNKNOWN = 0;

    private final Lines lines;
    private final long sizeBytes;
    private final long total;
    private final DeadLetterFile deadLetters;
    private final FlightParser parser = new FlightParser();
    private final CharsetDecoder utf8 = UTF_8.newDecoder();
    private final FlightEvent flight = new FlightEvent();

    private FlightFile(Lines lines, long sizeBytes, long total, DeadLetterFile deadLetters)
    {
        this.lines = lines;
        this.sizeBytes = sizeBytes;
        this.total = total;
        this.deadLetters = deadLetters;
    }

    /**
     * A file of the user's.
     *
     * @param file        plain or gzip
     * @param deadLetters takes the lines that are no flight
     * @return before its first line
     * @throws IOException when it cannot be opened, or begins like gzip and is not
     */
    public static FlightFile open(Path file, DeadLetterFile deadLetters) throws IOException
    {
        return of(file.toString(), Files.size(file), UNKNOWN, Files.newInputStream(file), deadLetters);
    }

    /**
     * The 20,000 flights that come along.
     *
     * @param deadLetters takes none of them
     * @return before its first line
     * @throws IOException when the jar is damaged
     */
    public static FlightFile bundled(DeadLetterFile deadLetters) throws IOException
    {
        URLConnection resource = FlightFile.class.getResource(BUNDLED).openConnection();
        return of(BUNDLED, resource.getContentLengthLong(), BUNDLED_FLIGHTS, resource.getInputStream(), deadLetters);
    }

    private static FlightFile of(String name, long sizeBytes, long total, InputStream raw, DeadLetterFile deadLetters)
            throws IOException
    {
        try
        {
            return new FlightFile(new Lines(name, raw), sizeBytes, total, deadLetters);
        }
        catch (IOException | RuntimeException e)
        {
            raw.close();
            throw e;
        }
    }

    /**
     * Goes to the next flight.
     *
     * @return false at the end of the file
     * @throws IOException when reading fails, or gzip data is damaged or ends early; the flights before that were whole
     */
    public boolean next() throws IOException
    {
        while (lines.next())
        {
            String reason = blank() ? "" : wrong();
            if (reason == null)
            {
                return true;
            }
            if (!reason.isEmpty())
            {
                deadLetters.rejected(lines.number(), reason, new String(lines.bytes(), 0, lines.length(), UTF_8));
            }
        }
        return false;
    }

    private boolean blank()
    {
        for (int i = 0; i < lines.length(); i++)
        {
            if (lines.bytes()[i] > ' ' || lines.bytes()[i] < 0)
            {
                return false;
            }
        }
        return true;
    }

    /** Null when the line is a flight. */
    private String wrong()
    {
        if (lines.tooLong())
        {
            return "longer than " + Lines.MAX_BYTES + " bytes; only the beginning is kept here";
        }
        try
        {
            utf8.decode(ByteBuffer.wrap(lines.bytes(), 0, lines.length()));
        }
        catch (CharacterCodingException e)
        {
            return "not valid UTF-8";
        }
        flight.fill(lines.bytes(), 0, lines.length(), 0);
        return parser.parse(flight);
    }

    /**
     * The flight's airport, by which its record is keyed.
     *
     * @return after {@link #next()} was true
     */
    public String origin()
    {
        return flight.origin;
    }

    /**
     * The flight as it stands in the file.
     *
     * @return a copy, after {@link #next()} was true
     */
    public byte[] payload()
    {
        return Arrays.copyOf(flight.payload(), flight.payloadLength());
    }

    /**
     * Where the file is.
     *
     * @return the number of the line, from 1; 0 before the first
     */
    public long line()
    {
        return lines.number();
    }

    /**
     * How far a reader has come that has taken so many flights.
     *
     * @param flights taken
     * @return from 0 to 1; an estimate, a buffer ahead of the lines, for a file whose number of flights is not known
     */
    public double share(long flights)
    {
        if (total > 0)
        {
            return Math.min(1, (double) flights / total);
        }
        return sizeBytes <= 0 ? 1 : Math.min(1, (double) lines.readBytes() / sizeBytes);
    }

    @Override
    public void close() throws IOException
    {
        lines.close();
    }
}
