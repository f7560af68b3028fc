package io.ringmain.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Puts neighbouring stages on one thread until there are no more threads than the budget. Cold path.
 *
 * <pre>
 *   journal  validate  match  enrich-0  enrich-1  out       six stages, three lanes
 *   journal  [validate match]  enrich-0  enrich-1  out      match comes directly after validate
 *   journal  [validate match]  enrich-0  [enrich-1 out]     the next smallest pair of that kind
 *   [journal validate match]   enrich-0  [enrich-1 out]     the shards still run in parallel
 * </pre>
 *
 * Groups stay contiguous in the given order, so each is topologically ordered as well.
 */
final class LaneFusion
{
    private LaneFusion()
    {}

    /**
     * Fuses as little as will do.
     *
     * @param stages in topological order
     * @param budget groups at most, at least 1
     * @return groups in the same order; each stage in exactly one
     */
    static List<List<Unplaced>> fuse(List<Unplaced> stages, int budget)
    {
        List<List<Unplaced>> groups = new ArrayList<>();
        stages.forEach(stage -> groups.add(List.of(stage)));
        while (groups.size() > budget)
        {
            int best = best(groups);
            List<Unplaced> merged = new ArrayList<>(groups.get(best));
            merged.addAll(groups.remove(best + 1));
            groups.set(best, merged);
        }
        return groups;
    }

    /** The first of the two groups to merge; on a tie the fewest stages, then the earliest. */
    private static int best(List<List<Unplaced>> groups)
    {
        int best = 0;
        for (int i = 1; i < groups.size() - 1; i++)
        {
            int better = Bond.between(groups.get(i), groups.get(i + 1))
                    .compareTo(Bond.between(groups.get(best), groups.get(best + 1)));
            if (better < 0 || (better == 0 && size(groups, i) < size(groups, best)))
            {
                best = i;
            }
        }
        return best;
    }

    private static int size(List<List<Unplaced>> groups, int first)
    {
        return groups.get(first).size() + groups.get(first + 1).size();
    }

    /** How well two neighbours go together; the best first. */
    private enum Bond
    {
        /** One hands every event directly to the other: fused, the hand-over is a call. */
        SUCCESSOR,
        /** They read the same ring: fused, an event is in the cache for both. */
        SAME_RING,
        /** Meant to run in parallel. */
        SHARDS,
        /** Nothing in common, and a full ring between them would be emptied by the thread that waits for it. */
        OTHER_RING,
        /** One asked for a thread of its own. */
        UNWILLING;

        static Bond between(List<Unplaced> first, List<Unplaced> second)
        {
            Bond bond = OTHER_RING;
            boolean shards = false;
            for (Unplaced a : first)
            {
                for (Unplaced b : second)
                {
                    if (!a.fusable() || !b.fusable())
                    {
                        return UNWILLING;
                    }
                    shards |= a.group() != null && Objects.equals(a.group(), b.group());
                    if (a.ring().equals(b.ring()))
                    {
                        boolean successor = b.after().contains(a.stage());
                        bond = (successor || bond == SUCCESSOR) ? SUCCESSOR : SAME_RING;
                    }
                }
            }
            return shards ? SHARDS : bond;
        }
    }
}
