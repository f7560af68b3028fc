/**
 * Snapshots on disk, and what is done with them: recovering a pipeline from the newest one and the rest of the journal, and
 * following a journal that another process writes, so that there are snapshots.
 *
 * <pre>
 *   a start    {@link io.ringmain.recovery.SnapshotStore} ─ newest usable ─▶ pipeline.restore
 *              journal from its sequence ─────────────────────▶ pipeline, live-only stages muted ─▶ goLive     ({@link io.ringmain.recovery.Recovery})
 *
 *   meanwhile  journal ─ as it is written ─▶ the same stages, muted for good ─ now and then ─▶ {@link io.ringmain.recovery.SnapshotStore}
 *                                                                                             ({@link io.ringmain.recovery.Follower})
 * </pre>
 *
 * <p>
 * Runs on the caller's thread, which is the one that publishes. Depends on {@code pipeline}, {@code state}, {@code event}
 * and the public face of {@code journal}; knows neither Chronicle nor Kafka.
 */
package io.ringmain.recovery;
