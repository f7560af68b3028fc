package io.ringmain.cli;

import java.util.concurrent.locks.LockSupport;

import io.ringmain.cli.Surroundings.Streams;
import io.ringmain.journal.JournalReader;

/** Shows the records of a journal, one after the other, in memory that does not grow with their number. */
final class CatRun
{
    /** How late a record of a live writer is seen at most: soon enough for eyes, and no load. */
    private static final long LOOK_AGAIN_NS = 20_000_000;

    private final JournalReader reader;
    private final RecordView view;
    private final RecordFormat format;
    private final ByteOutput out;
    private final Lifetime lifetime;

    CatRun(JournalReader reader, RecordView view, RecordFormat format, Streams streams, Lifetime lifetime)
    {
        this.reader = reader;
        this.view = view;
        this.format = format;
        out = new ByteOutput(streams.out());
        this.lifetime = lifetime;
    }

    /**
     * Goes on until the last that is wanted, or the end of what is written so far, or until nobody reads it any more.
     *
     * @param limit  how many records at most
     * @param follow whether to wait for more at the end
     */
    void run(CatRange range, long limit, boolean follow)
    {
        range.begin(reader);
        long left = limit;
        try
        {
            while (left > 0 && !out.isBroken() && !lifetime.interrupted())
            {
                if (reader.next())
                {
                    if (range.isBehind(reader))
                    {
                        return;
                    }
                    if (!range.isBefore(reader))
                    {
                        view.take(reader);
                        format.write(view, out);
                        out.endOfRecord();
                        left--;
                    }
                }
                else if (follow)
                {
                    out.flush();
                    LockSupport.parkNanos(LOOK_AGAIN_NS);
                }
                else
                {
                    return;
                }
            }
        }
        finally
        {
            // also what came before damage
            out.flush();
        }
    }
}
