package io.ringmain.cli;

import io.ringmain.journal.JournalReader;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSource;
import io.ringmain.report.Units;

/**
 * One side of a comparison, record by record.
 *
 * <p>
 * Threading: one thread.
 */
sealed interface Recording extends AutoCloseable
{
    /** Goes on to the next record; false at the end. */
    boolean next();

    /** The record that it stands on. */
    RecordView view();

    /** Whether it keeps more than values: keys, headers, places and times. */
    boolean isJournal();

    /** Goes on until it stands on this sequence or behind; false at the end. */
    boolean advanceTo(long sequence);

    /** Where that record comes from, in the words of this kind; empty when it is not known. */
    String where();

    @Override
    void close();

    /** The records of a journal that were there when it was last looked. */
    final class OfJournal implements Recording
    {
        private final JournalReader reader;
        private final RecordView view;

        OfJournal(JournalReader reader, int skipBytes)
        {
            this.reader = reader;
            view = new RecordView(skipBytes);
        }

        @Override
        public boolean next()
        {
            boolean more = reader.next();
            if (more)
            {
                view.take(reader);
            }
            return more;
        }

        @Override
        public boolean advanceTo(long sequence)
        {
            if (view.sequence() >= sequence)
            {
                return true;
            }
            reader.seekSequence(sequence);
            return next();
        }

        @Override
        public RecordView view()
        {
            return view;
        }

        @Override
        public String where()
        {
            return view.hasPosition()
                    ? "partition " + view.partition() + ", position " + Units.count(view.position())
                    : "";
        }

        @Override
        public boolean isJournal()
        {
            return true;
        }

        @Override
        public void close()
        {
            reader.close();
        }
    }

    /** The lines of a file; a line's sequence counts from 0. */
    final class OfLines implements Recording
    {
        private final RecordSource source;
        private final LogRecord line = new LogRecord();
        private final RecordView view;
        private long next;

        OfLines(RecordSource source, int skipBytes)
        {
            this.source = source;
            view = new RecordView(skipBytes);
        }

        @Override
        public boolean next()
        {
            RecordSource.Polled polled = source.next(line);
            while (polled == RecordSource.Polled.NOTHING_YET)
            {
                polled = source.next(line);
            }
            boolean more = polled == RecordSource.Polled.RECORD;
            if (more)
            {
                view.take(next++, line);
            }
            return more;
        }

        @Override
        public boolean advanceTo(long sequence)
        {
            return true;
        }

        @Override
        public RecordView view()
        {
            return view;
        }

        @Override
        public String where()
        {
            return "line " + Units.count(view.sequence() + 1);
        }

        @Override
        public boolean isJournal()
        {
            return false;
        }

        @Override
        public void close()
        {
            source.close();
        }
    }
}
