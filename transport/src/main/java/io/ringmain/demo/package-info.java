/**
 * What {@code ringmain demo} runs: flights, and what their delays say about airports.
 *
 * <pre>
 *   FlightFile ─ FlightParser ─► topic "flights" ─► ring of FlightEvent
 *        │                                             │
 *        ▼ refused lines            FlightCodec ◄── journal, in parallel with
 *   DeadLetterFile ◄── refused events ──────────── ParseStage ─► DelayStage ─► OutputWriter ─► topic "airport-delays"
 *                                                                                                  │
 *                                                                            OutputCheck ◄─────────┘
 * </pre>
 *
 * Stages run on their lanes and are deterministic; the rest runs on the demo's own threads. Depends on core and on
 * Jackson; knows neither Kafka nor Chronicle.
 */
package io.ringmain.demo;
