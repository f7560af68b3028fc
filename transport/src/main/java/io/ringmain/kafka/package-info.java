/**
 * The bridges between Kafka and a pipeline.
 *
 * <pre>
 *   topic ══► KafkaIngress ──► Publisher ══ ring ══► … stages … ══► KafkaEgress ══► topic
 *             its own thread:               lanes: the pipeline's   a stage, on its lane:
 *             poll, read, publish                                   write, send
 *                                                                   the producer's thread: acknowledge
 * </pre>
 *
 * <p>
 * The ingress reads a log from positions it is given, and knows at each moment up to where it has published. The egress
 * sends in order and stops at the first record that fails. {@link io.ringmain.kafka.Topics} asks the questions that come
 * before: is anybody there, and does it let us in, which partitions, from where to where. Client settings come out of a
 * {@link io.ringmain.kafka.ClientConfigFile}.
 *
 * <p>
 * Depends on core and on kafka-clients; knows no journal and no node. Kafka's clients log through slf4j and are silent
 * where no backend is configured, so everything that matters here is an exception, a result or a counter.
 */
package io.ringmain.kafka;
