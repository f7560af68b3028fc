package io.ringmain.counter;

/**
 * One ring at one moment.
 *
 * @param ring           its name
 * @param capacity       its slots
 * @param publishedEvents sequences published since the start
 * @param depthEvents    published and not yet handled by every stage
 * @param droppedEvents  turned away because the ring was full
 * @param abandonedEvents claimed and given up
 * @param blocked        times a publisher waited for room
 * @param blockedNs      how long they waited, added up over all publishers
 */
public record RingStats(String ring, int capacity, long publishedEvents, long depthEvents, long droppedEvents,
        long abandonedEvents, long blocked, long blockedNs)
{}
