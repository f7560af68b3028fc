/**
 * {@code ringmain bench engine}: the ring and its stages, beside the Disruptor and queues.
 *
 * <pre>
 * EngineVerb ── Cases ──► Setups ── one JVM each ──► ForkMain ──► Throughput, OpenLoop (an EnginePath), Idleness, StartUp
 *                                                                    │
 *                                                Work (same stages) on a Side (Ringmain, Disruptor, …)
 * </pre>
 *
 * A fork measures one side of one case: it warms up, runs a few passes of a fixed number of events, and says one line.
 */
package io.ringmain.benchmarks.engine;
