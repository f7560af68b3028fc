/**
 * {@code ringmain bench scaling}: a keyed stage on more and more lanes, beside consumers of the Disruptor that each handle some
 * of the keys, and what the figures say together.
 *
 * <pre>
 * ScalingVerb ── ScalingCases ──► ScalingRuns ── one JVM each ──► ScalingForkMain ──► Passes
 *     │                                                              │
 *     │                               KeyedWork, counted by a Tally, on Lanes (Ringmain, Disruptor, none)
 *     └─ ScalingFindings ──► ScalingFit ──► UniversalScalability
 * </pre>
 *
 * The words and formulas are those of docs/performance-model.md.
 */
package io.ringmain.benchmarks.scaling;
