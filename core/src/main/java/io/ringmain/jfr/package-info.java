/**
 * What Ringmain writes into a Java Flight Recording, category "Ringmain":
 *
 * <pre>
 *   io.ringmain.Stall         a stage has not advanced while work waits, and again when it goes on   watchdog's thread
 *   io.ringmain.SlowBatch     batches took longer than the pipeline's limit                          watchdog's thread
 *   io.ringmain.StageFailure  a stage failed on an event, or halted the pipeline                     the failing thread
 * </pre>
 *
 * Emitted on cold paths only, so that a lane in its steady state neither allocates nor looks at a switch. Depends on the
 * module {@code jdk.jfr}, which a small run-time image may lack: then nothing is written, see
 * {@link io.ringmain.jfr.FlightEvents}.
 */
package io.ringmain.jfr;
