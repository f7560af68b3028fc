package io.ringmain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.ringmain.kafka.GroupProtocol;

/**
 * What a seed stands for. The same seed gives the same plan, and a longer run begins as a shorter one does.
 *
 * @param journal     whether the nodes keep journals
 * @param protocol    how the group agrees
 * @param staticNames whether the nodes are static members
 * @param standby     whether there is a further node that waits
 * @param faults      in order of time
 */
record ChaosPlan(boolean journal, GroupProtocol protocol, boolean staticNames, boolean standby, List<Fault> faults)
{
    /** How long a node may be silent before others take its partitions. */
    static final long SESSION_TIMEOUT_MS = 4_000;

    private static final int FIRST_MS = 500;
    private static final int SHORT_GAP_MS = 2_500;
    /** Enough for most takeovers to end before the next fault, so that their times say something of their cause. */
    private static final int LONG_GAP_MS = 6_000;
    private static final int MORE_GAP_MS = 4_000;
    private static final int LONGEST_HOLD_MS = 5_000;
    private static final int BROKER_HOLD_MS = 3_000;
    private static final int PICKS = 1 << 16;

    ChaosPlan
    {
        faults = List.copyOf(faults);
    }

    /** Draws one. */
    static ChaosPlan of(long seed, long faultsMs)
    {
        // unlike java.util.Random, it gives neighbouring seeds different beginnings
        SplittableRandom random = new SplittableRandom(seed);
        boolean journal = random.nextBoolean();
        GroupProtocol protocol = random.nextBoolean() ? GroupProtocol.CLASSIC : GroupProtocol.CONSUMER;
        boolean staticNames = random.nextInt(3) == 0;
        boolean standby = random.nextInt(3) == 0;
        List<Fault> faults = new ArrayList<>();
        long atMs = FIRST_MS;
        while (atMs < faultsMs)
        {
            FaultKind kind = kind(random);
            faults.add(new Fault(atMs, kind, random.nextInt(PICKS), hold(kind, random)));
            atMs += gap(random);
        }
        return new ChaosPlan(journal, protocol, staticNames, standby, faults);
    }

    /** Several at once, several in a row, or one that is left alone. */
    private static long gap(SplittableRandom random)
    {
        return switch (random.nextInt(4))
        {
            case 0 -> 0;
            case 1 -> random.nextInt(SHORT_GAP_MS);
            default -> LONG_GAP_MS + random.nextInt(MORE_GAP_MS);
        };
    }

    private static FaultKind kind(SplittableRandom random)
    {
        int sum = 0;
        for (FaultKind kind : FaultKind.values())
        {
            sum += kind.weight();
        }
        int left = random.nextInt(sum);
        for (FaultKind kind : FaultKind.values())
        {
            left -= kind.weight();
            if (left < 0)
            {
                return kind;
            }
        }
        throw new AssertionError("weights");
    }

    private static long hold(FaultKind kind, SplittableRandom random)
    {
        return switch (kind)
        {
            case FREEZE_NODE -> SESSION_TIMEOUT_MS + 500 + random.nextInt(LONGEST_HOLD_MS);
            // some end before anybody has noticed
            case CUT_LINK -> 500 + random.nextInt((int) SESSION_TIMEOUT_MS + LONGEST_HOLD_MS);
            case KILL_BROKER -> random.nextInt(BROKER_HOLD_MS);
            default -> random.nextInt(LONGEST_HOLD_MS);
        };
    }

    /** In a line, for people. */
    String setting()
    {
        return "%s protocol, %s, %s, %s".formatted(protocol == GroupProtocol.CLASSIC ? "classic" : "consumer",
                journal ? "with journals" : "without journals",
                staticNames ? "static members" : "members without names",
                standby ? "a standby" : "no standby");
    }
}
