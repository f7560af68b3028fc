package io.ringmain.engine;

import java.util.concurrent.CountDownLatch;

import org.agrona.concurrent.Agent;

import io.ringmain.graph.Lane;

/**
 * One lane, compiled: what its thread is made of.
 *
 * @param lane    as described
 * @param agent   does the work
 * @param stop    ends this lane alone
 * @param started counts lanes down that have started and are about to poll; shared by those that start together
 */
record LaneRun(Lane lane, Agent agent, LaneStop stop, CountDownLatch started)
{}
