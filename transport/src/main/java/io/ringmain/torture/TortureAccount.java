package io.ringmain.torture;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was done to journals so far, and what was seen. Threading: the thread that tortures writes, and hands it to its listener
 * on the same thread.
 */
public final class TortureAccount
{
    private final Map<String, Long> findings = new TreeMap<>();
    private final Map<Aim, Long> aims = new EnumMap<>(Aim.class);
    private long kills;
    private long cleanCloses;
    private long journals;
    private long records;
    private long verified;
    private long segments;
    private long slowestOpeningNs;
    private long damaged;
    private long detected;
    private long tornTails;
    private long harmless;
    private long powerLosses;
    private long powerRefusals;
    private String withoutPower;

    TortureAccount()
    {}

    void journal()
    {
        journals++;
    }

    void session(Aim aim, boolean killed, long newRecords, long newSegments)
    {
        kills += killed ? 1 : 0;
        cleanCloses += killed ? 0 : 1;
        aims.merge(aim, killed ? 1L : 0L, Long::sum);
        records += newRecords;
        segments += newSegments;
    }

    void verified(long count)
    {
        verified += count;
    }

    void opened(long tookNs, String kinds)
    {
        slowestOpeningNs = Math.max(slowestOpeningNs, tookNs);
        for (String kind : kinds.split(",", -1))
        {
            if (!kind.isEmpty())
            {
                findings.merge(kind, 1L, Long::sum);
            }
        }
    }

    void damaged(DamageRound.Outcome outcome)
    {
        damaged++;
        switch (outcome)
        {
            case DETECTED -> detected++;
            case TORN_TAIL -> tornTails++;
            case HARMLESS -> harmless++;
        }
    }

    void powerLost(boolean refused)
    {
        powerLosses++;
        powerRefusals += refused ? 1 : 0;
    }

    void withoutPower(String why)
    {
        withoutPower = why;
    }

    /**
     * Writers that were killed.
     *
     * @return a count from 0
     */
    public long kills()
    {
        return kills;
    }

    /**
     * Writers that had closed their journal before they could be killed, or by order.
     *
     * @return a count from 0
     */
    public long cleanCloses()
    {
        return cleanCloses;
    }

    /**
     * Journals that were made.
     *
     * @return a count from 0
     */
    public long journals()
    {
        return journals;
    }

    /**
     * Records that were written and found again.
     *
     * @return a count from 0
     */
    public long records()
    {
        return records;
    }

    /**
     * Records that were read and compared; those of a journal after each kill.
     *
     * @return a count from 0
     */
    public long verified()
    {
        return verified;
    }

    /**
     * Segments that were begun.
     *
     * @return a count from 0
     */
    public long segments()
    {
        return segments;
    }

    /**
     * The longest that an opening looked at what was left.
     *
     * @return in ns
     */
    public long slowestOpeningNs()
    {
        return slowestOpeningNs;
    }

    /**
     * What openings found, by kind.
     *
     * @return a copy
     */
    public Map<String, Long> findings()
    {
        return new TreeMap<>(findings);
    }

    /**
     * Kills by the moment that they were aimed at.
     *
     * @return a copy
     */
    public Map<String, Long> aims()
    {
        Map<String, Long> byName = new TreeMap<>();
        aims.forEach((aim, count) -> byName.put(aim.name(), count));
        return byName;
    }

    /**
     * Copies that were damaged.
     *
     * @return a count from 0; the sum of the next three
     */
    public long damaged()
    {
        return damaged;
    }

    /**
     * Damages that reading or opening told.
     *
     * @return a count from 0
     */
    public long detected()
    {
        return detected;
    }

    /**
     * Damages that hit bytes without a meaning, or files that can be made anew: every record was read.
     *
     * @return a count from 0
     */
    public long harmless()
    {
        return harmless;
    }

    /**
     * Damages to the end of a segment that was never ended, which looks like a write that a kill cut short.
     *
     * @return a count from 0
     */
    public long tornTails()
    {
        return tornTails;
    }

    /**
     * Copies of a disk that were taken under a running writer.
     *
     * @return a count from 0
     */
    public long powerLosses()
    {
        return powerLosses;
    }

    /**
     * Of those, the ones whose journal was refused for writing, since pages that nobody was promised had come to the disk in
     * another order than they were written.
     *
     * @return a count from 0
     */
    public long powerRefusals()
    {
        return powerRefusals;
    }

    /**
     * Why no disk lost its power.
     *
     * @return null when they did
     */
    public String withoutPower()
    {
        return withoutPower;
    }
}
