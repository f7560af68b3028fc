/**
 * Single parts under JMH, each beside the twin that somebody else would use: what a codec, a recorded latency and a packed
 * record cost an event. They run in one thread, with everything in the cache, and nothing else in the JVM, so they tell what
 * a part costs at the least.
 *
 * <pre>
 *   CodecBenchmark      OrderFormat: Ringmain's codec · Chronicle Bytes · ByteBuffer · JSON
 *   RecordingBenchmark  LatencyRecording: by the batch · by the event, into three of HdrHistogram's recorders
 *   PackingBenchmark    Ringmain's packed record · the batch that Kafka's producer builds
 * </pre>
 */
package io.ringmain.benchmarks.parts;
