package io.ringmain.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import io.ringmain.journal.JournalDamage;
import io.ringmain.journal.JournalKey;
import io.ringmain.journal.JournalReader;
import io.ringmain.journal.JournalSummary;
import io.ringmain.journal.ReadOptions;

/** Reads all of a journal, around whatever is damaged. */
final class VerifyRun
{
    /** So seldom that the clock does not count. */
    private static final int LOOK_EVERY = 1 << 14;
    /** What is over so soon needs no progress. */
    private static final long SOON_NS = 1_000_000_000;

    private final String name;
    private final Path directory;
    private final JournalKey key;
    private final Progress progress;
    private final Lifetime lifetime;
    private final long startNs = System.nanoTime();
    private final RateLine line = new RateLine("verifying", startNs);

    VerifyRun(String name, Path directory, JournalKey key, Progress progress, Lifetime lifetime)
    {
        this.name = name;
        this.directory = directory;
        this.key = key;
        this.progress = progress;
        this.lifetime = lifetime;
    }

    Verification run()
    {
        JournalSummary summary = JournalSummary.of(directory);
        long bytes = summary.segments().stream().mapToLong(JournalSummary.Part::bytes).sum();
        List<JournalDamage> damages = new ArrayList<>();
        long first = -1;
        long last = -1;
        long records = 0;
        ReadOptions options = ReadOptions.defaults().withKey(key).skippingDamage(damages::add);
        try (JournalReader reader = JournalReader.open(directory, options))
        {
            while (reader.next())
            {
                last = reader.sequence();
                first = first < 0 ? last : first;
                records++;
                if (records % LOOK_EVERY == 0)
                {
                    look(records, bytes, (double) (last - summary.firstSequence()) / summary.records());
                }
            }
        }
        return new Verification(name, first, last, records, bytes, summary.segments().size(),
                System.nanoTime() - startNs, damages);
    }

    private void look(long records, long bytes, double share)
    {
        if (lifetime.interrupted())
        {
            throw new CancellationException("interrupted");
        }
        long nowNs = System.nanoTime();
        if (nowNs - startNs > SOON_NS)
        {
            progress.show(nowNs, () -> line.at(nowNs, records, Math.round(bytes * share), share));
        }
    }
}
