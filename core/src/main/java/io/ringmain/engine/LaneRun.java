package io.ringmain.engine;

import org.agrona.concurrent.Agent;

import io.ringmain.graph.Lane;

/**
 * One lane, compiled: what its thread is made of.
 *
 * @param lane  as described
 * @param agent does the work
 * @param stop  ends this lane alone
 */
record LaneRun(Lane lane, Agent agent, LaneStop stop)
{}
