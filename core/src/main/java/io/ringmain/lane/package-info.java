/**
 * How a lane, one thread that runs one or more stages, behaves when there is nothing to do. Descriptions only: the
 * engine makes the agents that run.
 */
package io.ringmain.lane;
