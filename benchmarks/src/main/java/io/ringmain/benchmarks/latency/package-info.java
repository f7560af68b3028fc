/**
 * {@code ringmain bench latency}: how late events are at rate after rate, on three ways.
 *
 * <pre>
 * LatencyVerb ── LatencyCases ──► LadderRuns ── one JVM each ──► LatencyForkMain
 *     │                                                              │
 *     │          Way ─ opens ─► LoadedPath: EnginePath, JournalPath, KafkaPath
 *     │                             ▲
 *     │                           Climb: warm-up, rate after rate, the highest ──► HistogramFiles (.hlog, .worst.csv)
 *     └─► LatencyTable, HistogramFiles (.hgrm)
 * </pre>
 */
package io.ringmain.benchmarks.latency;
