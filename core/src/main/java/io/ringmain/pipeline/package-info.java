/**
 * The face that users see: describe stages by name, start, publish, read latency, close with an account.
 *
 * <pre>
 *   Pipeline.builder ... stage ... after ... start  --&gt;  Pipeline --&gt; Publisher
 * </pre>
 *
 * Runs on the caller's threads; the lanes that it starts belong to {@code engine}, what watches them to {@code monitor}.
 */
package io.ringmain.pipeline;
