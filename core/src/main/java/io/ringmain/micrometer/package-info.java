/**
 * A pipeline's figures as meters of Micrometer, for those who have it on their class path: the only package that knows it.
 *
 * <pre>
 *   Pipeline.stats(), latency() --&gt; Reading, one a second at most --&gt; PipelineMetrics --&gt; a registry's meters
 * </pre>
 *
 * Runs on the registry's threads and only reads. Depends on {@code pipeline}, {@code graph} and {@code counter}; nothing depends on it.
 */
package io.ringmain.micrometer;
