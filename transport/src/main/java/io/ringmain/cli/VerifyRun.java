package io.ringmain.cli;

import java.util.Locale;
import java.util.concurrent.CancellationException;

import io.ringmain.journal.JournalKey;
import io.ringmain.journal.JournalReport;
import io.ringmain.journal.JournalVerifier;
import io.ringmain.node.Endpoint;
import io.ringmain.report.Units;

/** Verifies a journal, and says how far it is. */
final class VerifyRun
{
    private static final double NS_PER_SECOND = 1e9;
    /** What is over so soon needs no progress. */
    private static final long SOON_NS = 1_000_000_000;

    private final Progress progress;
    private final Lifetime lifetime;
    private final long startNs = System.nanoTime();

    VerifyRun(Progress progress, Lifetime lifetime)
    {
        this.progress = progress;
        this.lifetime = lifetime;
    }

    JournalReport run(Endpoint.Journal journal, JournalKey key)
    {
        return JournalVerifier.verify(journal.directory(), key, this::look);
    }

    /** Says how far it is, now and then. */
    void look(long doneBytes, long totalBytes)
    {
        if (lifetime.interrupted())
        {
            throw new CancellationException("interrupted");
        }
        long nowNs = System.nanoTime();
        if (nowNs - startNs > SOON_NS)
        {
            progress.show(nowNs, () -> line(doneBytes, totalBytes, nowNs - startNs));
        }
    }

    static String line(long doneBytes, long totalBytes, long elapsedNs)
    {
        double share = totalBytes == 0 ? 1 : Math.min(1, (double) doneBytes / totalBytes);
        String left = share == 0 ? "" : ", " + Units.span(Math.round(elapsedNs * (1 - share) / share)) + " left";
        return String.format(Locale.ROOT, "verified %.0f %% of %s, %s/s%s", Math.floor(share * 100),
                Units.bytes(totalBytes), Units.bytes(Math.round(doneBytes * NS_PER_SECOND / elapsedNs)), left);
    }
}
