/**
 * What every comparison does alike, whatever it measures: cases with a side of ours and peers, a JVM of its own for each
 * side, rounds in which the sides take turns, and the options of the command.
 *
 * <pre>
 * Comparison (a verb) ── cases ──► Runs ── Interleaving ──► Fork ──► Samples ──► table, JSON, RawResults
 *                                                            │ one JVM each
 *                                                         ForkedMain ──► the verb's own measuring ──► ForkLine
 * </pre>
 *
 * Depends on {@code report} and on nothing that is measured. One thread, but for the end of the process.
 */
package io.ringmain.benchmarks.fork;
