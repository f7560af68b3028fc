/**
 * Carries records from a source to a sink, at a pace: what "record" and "replay" do, and what every other way from one log into
 * another does. Knows no kind of log; depends on {@code io.ringmain.log} alone.
 *
 * <pre>
 *   {@link io.ringmain.log.RecordSource} ─▶ {@link io.ringmain.transfer.Transfer} ─▶ {@link io.ringmain.log.RecordSink}
 *                          │
 *                {@link io.ringmain.transfer.Schedule}: when each record is due
 * </pre>
 *
 * Runs on the thread of its caller, step by step.
 */
package io.ringmain.transfer;
