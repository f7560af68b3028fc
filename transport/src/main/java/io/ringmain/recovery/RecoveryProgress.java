package io.ringmain.recovery;

/**
 * How far a recovery is.
 *
 * @param snapshot     what it began with; null: with the journal's first record
 * @param records      replayed so far
 * @param nextSequence the next to be replayed
 * @param elapsedNs    since the first record
 */
public record RecoveryProgress(Snapshot snapshot, long records, long nextSequence, long elapsedNs)
{}
