/**
 * Always-on latency for the price of a batch. Publishers stamp the batches that they publish; a lane reads the clock once
 * a turn, which dates the events that came without a stamp; run lengths are recorded, so that every event is counted and
 * none is flattered: an event's latency runs from a time no later than its publication to the end of the batch that
 * handled it.
 *
 * <pre>
 *   publisher --BatchStamps--&gt; StampReader of a loop --LatencyRecorder--&gt; histogram
 *                                   |
 *                                   +--BatchStamps--&gt; StampReader of the loops behind it, on other lanes too
 * </pre>
 *
 * The recording side runs on publishers and lanes and never allocates; the reading side may be any thread. Depends on
 * HdrHistogram only.
 */
package io.ringmain.latency;
