/**
 * Always-on latency for the price of a batch. A publisher stamps each published batch once, a stage reads the clock once
 * for each batch it has handled, and run lengths are recorded, so that every event is counted and none is flattered: an
 * event's latency runs from its publication to the end of the batch that handled it.
 *
 * <p>
 * The recording side runs on publishers and lanes and never allocates; the reading side may be any thread. Depends on
 * HdrHistogram only.
 */
package io.ringmain.latency;
