package io.ringmain.cli;

import io.ringmain.file.LineSource;
import io.ringmain.journal.JournalKey;
import io.ringmain.journal.JournalReader;
import io.ringmain.journal.ReadOptions;
import io.ringmain.node.Endpoint;

/** What can be compared. */
final class Recordings
{
    private Recordings()
    {}

    /**
     * Opens one side.
     *
     * @param key for a journal that is encrypted, or null
     * @param skipBytes how many bytes of each value are left out
     */
    static Recording open(Endpoint endpoint, JournalKey key, int skipBytes)
    {
        if (endpoint instanceof Endpoint.Journal journal)
        {
            return new Recording.OfJournal(
                    JournalReader.open(journal.directory(), ReadOptions.defaults().withKey(key)), skipBytes);
        }
        if (endpoint instanceof Endpoint.Lines lines)
        {
            try
            {
                return new Recording.OfLines(LineSource.open(lines.path(), false), skipBytes);
            }
            catch (IllegalArgumentException e)
            {
                throw new UserError(e.getMessage(), e);
            }
        }
        throw new UserError("\"" + endpoint + "\" cannot be compared; give journal:DIR or file:PATH");
    }
}
