package io.ringmain.cli;

import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.ReadOptions;
import io.ringmain.node.Endpoint;

/** What the user asked of {@code ringmain record}, already checked. */
record RecordOptions(Endpoint source, Endpoint.Journal journal, boolean follow, boolean resume, JournalOptions options,
        KeyOptions key)
{
    ReadOptions reading()
    {
        return ReadOptions.defaults().withKey(key.key());
    }
}
