package io.ringmain.recovery;

import java.util.List;

/**
 * What a recovery did.
 *
 * @param snapshot  what it began with; null: with the journal's first record
 * @param broken    newer snapshots that could not be used, and why
 * @param records   replayed from the journal behind that
 * @param position  where the state stands now: at the journal's end
 * @param elapsedNs for all of it, reading and restoring the snapshot included
 */
public record Recovered(Snapshot snapshot, List<BrokenSnapshot> broken, long records, LogPosition position,
        long elapsedNs)
{
    private static final double NS_PER_SECOND = 1e9;

    /** Copies the list. */
    public Recovered
    {
        broken = List.copyOf(broken);
    }

    /** For a log: one line, and one more for each snapshot that could not be used. */
    @Override
    public String toString()
    {
        StringBuilder text = new StringBuilder("recovered to sequence ").append(position.nextSequence()).append(" in ")
                .append(Math.round(elapsedNs / NS_PER_SECOND * 1_000)).append(" ms: ")
                .append(snapshot == null
                        ? "no snapshot"
                        : "snapshot at " + snapshot.position().nextSequence())
                .append(", ").append(records).append(" records replayed");
        broken.forEach(it -> text.append("\nnot used: ").append(it));
        return text.toString();
    }
}
