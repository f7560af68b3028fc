/**
 * Watches a running pipeline from outside of its lanes, by reads alone.
 *
 * <pre>
 *   engine: LoopView of each loop --&gt; Watchdog --&gt; Stall --&gt; a listener; StallLog by default
 *                                        +-------&gt; Flight Recorder (package jfr)
 *   latency of each stage ----------&gt; IntervalLog ---&gt; the caller's stream, HdrHistogram's .hlog
 * </pre>
 *
 * Each runs on a daemon thread of its own and ends with the pipeline; each is a step
 * that a test calls itself. Cold path. Depends on {@code engine}'s views, {@code lane} (its threads must not inherit a pin)
 * and {@code jfr}.
 */
package io.ringmain.monitor;
