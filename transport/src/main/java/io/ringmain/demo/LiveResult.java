package io.ringmain.demo;

import java.util.Map;

import org.HdrHistogram.Histogram;

/**
 * What came of a live run.
 *
 * @param fed       flights that Kafka took from the feed
 * @param eventsOut records that Kafka took from the node
 * @param rejected  records of the input topic that were no flight
 * @param journaled events in the journal
 * @param stateHash of the state that the run left
 * @param latency   in nanoseconds, by stage
 * @param account   of every position of the input
 * @param states    the state itself
 */
public record LiveResult(long fed, long eventsOut, long rejected, long journaled, String stateHash,
        Map<String, Histogram> latency, OutputCheck.Result account, FlightStates states)
{}
