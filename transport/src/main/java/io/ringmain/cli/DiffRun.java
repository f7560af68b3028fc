package io.ringmain.cli;

import java.util.concurrent.CancellationException;

import io.ringmain.report.Units;

/** Goes through two recordings side by side, up to the first record that is not the same in both. */
final class DiffRun
{
    /** So seldom that the clock does not count. */
    private static final int LOOK_EVERY = 1 << 12;
    /** What is over so soon needs no progress. */
    private static final long SOON_NS = 1_000_000_000;

    private final Recording a;
    private final Recording b;
    private final Difference.Scope scope;
    private final Progress progress;
    private final Lifetime lifetime;
    private final long startNs = System.nanoTime();

    DiffRun(Recording a, Recording b, Difference.Scope scope, Progress progress, Lifetime lifetime)
    {
        this.a = a;
        this.b = b;
        this.scope = scope;
        this.progress = progress;
        this.lifetime = lifetime;
    }

    /**
     * What came out. Both recordings stand on the records that differ, or the longer one on the first that it has more.
     *
     * @param same       how many records were compared and are the same
     * @param first      the sequence in A at which the comparison began; -1 when neither has a record
     * @param difference of the next records, or null
     * @param moreOfA    how many records A has beyond the end of B
     * @param moreOfB    how many records B has beyond the end of A
     */
    record Outcome(long same, long first, Difference difference, long moreOfA, long moreOfB)
    {
        boolean isSame()
        {
            return difference == null && moreOfA == 0 && moreOfB == 0;
        }
    }

    Outcome run()
    {
        boolean inA = a.next();
        boolean inB = b.next();
        if (inA && inB && a.isJournal() && b.isJournal())
        {
            // what one of them has trimmed away cannot be compared
            inA = a.advanceTo(b.view().sequence());
            inB = b.advanceTo(a.view().sequence());
        }
        long first = inA ? a.view().sequence() : inB ? b.view().sequence() : -1;
        long same = 0;
        while (inA && inB)
        {
            Difference difference = Difference.between(a.view(), b.view(), scope);
            if (difference != null)
            {
                return new Outcome(same, first, difference, 0, 0);
            }
            same++;
            look(same, "the same so far");
            inA = a.next();
            inB = b.next();
        }
        return new Outcome(same, first, null, inA ? 1 + rest(a) : 0, inB ? 1 + rest(b) : 0);
    }

    private long rest(Recording longer)
    {
        long more = 0;
        while (longer.next())
        {
            more++;
            look(more, "more in one of them");
        }
        return more;
    }

    private void look(long records, String what)
    {
        if (records % LOOK_EVERY == 0)
        {
            if (lifetime.interrupted())
            {
                throw new CancellationException("interrupted");
            }
            long nowNs = System.nanoTime();
            if (nowNs - startNs > SOON_NS)
            {
                progress.show(nowNs, () -> Units.count(records) + " records " + what);
            }
        }
    }
}
