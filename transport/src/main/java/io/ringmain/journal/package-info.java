/**
 * The journal: events kept on disk in Chronicle Queue before they count, and read again from the first to the last.
 *
 * <pre>
 *   lane ──▶ {@link io.ringmain.journal.JournalWriter} ─ one excerpt a batch ──▶ 19700103F.cq4 (the open segment)
 *                 │
 *                 ├─ journal/&lt;name&gt;/prefill: zero-fills ──────────▶ 19700104F.cq4 (the next)
 *                 ├─ journal/&lt;name&gt;/seal: forces, enters ───────▶ 19700102F.cq4 (full), journal.index
 *                 └─ journal/&lt;name&gt;/sync: forces every so often ▶ 19700103F.cq4
 *
 *   {@link io.ringmain.journal.JournalReader} ◀─ checks every batch ─ the segments, in order
 * </pre>
 *
 * The segments are Chronicle Queue files, and its own tailers read them. Only their names look odd: Chronicle rolls by the
 * day, we roll by size, so the n-th segment is named after the n-th day since 1970.
 *
 * <p>
 * What is written survives a killed process; what was forced survives a power loss as well, see
 * {@link io.ringmain.journal.SyncPolicy} and docs/durability.md. A session never appends to a segment of a former one:
 * opening a journal ends what a crash left open, behind the last whole batch, and goes on in a new segment.
 *
 * <p>
 * The index ({@code journal.index}) says which segments there have been, what the sealed ones hold and what was deleted: so
 * seeking and {@link io.ringmain.journal.JournalStat} read little, and what is missing is told from what was trimmed.
 * {@link io.ringmain.journal.JournalTrimmer} deletes from the front what a retention does not keep and no registered reader
 * needs; {@link io.ringmain.journal.JournalRepair} takes damage out and enters what is given up.
 *
 * <p>
 * Depends on {@code io.ringmain.event} and {@code io.ringmain.log}, and on nothing else of Ringmain.
 */
package io.ringmain.journal;
