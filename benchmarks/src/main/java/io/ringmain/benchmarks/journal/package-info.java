/**
 * {@code ringmain bench journal}: the journal beside Chronicle Queue, used plainly and with the journal's own batches written
 * by hand.
 *
 * <pre>
 * JournalVerb ── JournalCases ──► JournalRuns ── one JVM each, one folder each ──► JournalForkMain
 *                                                                                      │
 *    AppendSpeed  PipelineSpeed  AppendLatency (a JournalPath)  ReadSpeed  ReplaySpeed  OpenTime  Allocation
 *                                                                                      │
 *             Payloads (same bytes, same order) into and out of a Keeper (Ringmain, Chronicle …)
 * </pre>
 *
 * Whatever was written is read back behind the measuring and compared byte by byte.
 */
package io.ringmain.benchmarks.journal;
