/**
 * Assembles bridges, a journal and a pipeline into a running whole, which recovers from its own journal when it starts, and
 * replays a recording through the same pipeline. Knows what an endpoint is and opens it. The only package that knows both
 * the journal and Kafka.
 *
 * <pre>
 *   Kafka topic --ingress--&gt; [ ring ] --&gt; journal ---------+
 *                                |                          v
 *                                +----&gt; the app's stages --&gt; egress --&gt; Kafka topic
 *
 *   journal --Replay--&gt; [ ring ] --&gt; the app's stages        (journal and egress muted; in a node until it goes live)
 * </pre>
 */
package io.ringmain.node;
