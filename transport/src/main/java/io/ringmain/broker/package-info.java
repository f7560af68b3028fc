/**
 * A real Kafka broker for the demo, the command and the tests: Kafka's own mains in a JVM of their own, so that it shares
 * neither heap nor garbage collector with what is measured, and can be killed for real.
 *
 * <pre>
 *   this JVM                                  child JVM
 *   BrokerProcess ──starts──────────────────► BrokerMain ── formats the storage ── kafka.Kafka.main
 *        │ stdin, held open, never written ──────► watched: end of file = the parent is gone = halt
 *        │ describeCluster until it answers ─────► 127.0.0.1:port
 *        └ last telling line ◄── log file ◄─────── stdout, stderr, slf4j
 * </pre>
 *
 * <p>
 * Needs {@code org.apache.kafka:kafka_2.13} on the class path, which Ringmain declares optional. Depends on nothing else
 * of Ringmain, and starts no thread in this JVM that outlives {@link io.ringmain.broker.BrokerProcess#start}.
 */
package io.ringmain.broker;
