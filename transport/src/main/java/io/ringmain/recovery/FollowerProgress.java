package io.ringmain.recovery;

/**
 * How far a follower is.
 *
 * @param begun        the snapshot it began with; null: with the journal's first record
 * @param records      replayed since then
 * @param nextSequence the next to be replayed
 * @param caughtUp     whether the last look found nothing new
 * @param snapshots    written since the start
 * @param latest       the newest of these; null while there is none
 */
public record FollowerProgress(Snapshot begun, long records, long nextSequence, boolean caughtUp, long snapshots,
        Snapshot latest)
{}
