/**
 * {@code ringmain bench kafka}: a node beside loops over the plain clients and beside Kafka Streams.
 *
 * <pre>
 * KafkaVerb ── KafkaCases ──► KafkaRuns ── one JVM each ──► KafkaForkMain: load, clock, check
 *     │                                                        │  ThroughputPass  LatencyRun (a KafkaPath)  TakeoverRun
 *     │ one for all                                            │ one child JVM each, told by a SideJob
 *     ▼                                                        ▼
 * BenchBroker ◄── Input topics ── SideMain: a Carrier (Ringmain, BareLoop, TransactionalLoop), or StreamsMain ──► output topic
 *                                                                                                                    │
 *                                                                                    Answer (PassedOn, Counted) ◄────┘
 * </pre>
 *
 * Whatever came out is read back behind the measuring and compared byte by byte. Kafka Streams has a class path of its own,
 * made by the module {@code benchmarks-streams}.
 */
package io.ringmain.benchmarks.kafka;
