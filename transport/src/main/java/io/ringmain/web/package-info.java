/**
 * How a node is, over HTTP: health and readiness for whoever keeps it running, its status as JSON, its counts for Prometheus,
 * and a page for people. Runs on two threads of its own; whatever it tells it asks the node for when somebody asks.
 *
 * <p>
 * Depends on the node's status and on nothing else of it.
 */
package io.ringmain.web;
