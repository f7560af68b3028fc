/**
 * The journal: events kept on disk in Chronicle Queue before they count, and read again from the first to the last.
 *
 * <pre>
 *   lane ──▶ {@link io.ringmain.journal.JournalWriter} ─ one excerpt a batch ─▶ 19700102F.cq4 (a segment, zero-filled)
 *                 │                                                       19700103F.cq4 (the open one)
 *                 └─ journal/&lt;name&gt;/prefill: zero-fills, forces ──────▶ 19700104F.precreated (the next)
 *
 *   {@link io.ringmain.journal.JournalReader} ◀─ checks every batch ─ the segments, in order
 * </pre>
 *
 * The segments are plain Chronicle Queue files, and its own tools read them. Only their names look odd: Chronicle rolls
 * by the day, we roll by size, so the n-th segment is named after the n-th day since 1970.
 *
 * <p>
 * What is written survives a killed process; what {@link io.ringmain.journal.JournalWriter#close()} has forced survives
 * a power loss as well. A session never appends to a segment of a former one: opening a journal ends what a crash left
 * open, behind the last whole batch, and goes on in a new segment.
 *
 * <p>
 * Depends on {@code io.ringmain.event} and on nothing else of Ringmain.
 */
package io.ringmain.journal;
