/**
 * Tries to break the promise of exactly once: a broker and several nodes, each a process of its own, are killed, frozen, cut
 * off, added and removed while a stream with a known answer runs through them; then all that was committed is read and
 * compared with the answer. See docs/scaling.md.
 *
 * <pre>
 *   {@link io.ringmain.chaos.Chaos} ──plan of faults──▶ Cluster ──signals, links──▶ broker, NodeChild (JVMs)
 *     │                                                        │         ▲
 *     ├─ Feed: acknowledged records ──▶ topic numbers ─────────┼─────────┤
 *     │     └─▶ FedInput: the answer                           │         ▼
 *     ├─ Watch: pauses, takeovers ◀── topic tallies ◀──────────┴─────── ChaosApp
 *     └─ OutputCheck: all of it, read again at the end
 * </pre>
 *
 * Depends on the node's public face and on the broker's. Nothing leaves this machine: what is not on loopback goes through
 * network namespaces that are made for the run and removed behind it.
 */
package io.ringmain.chaos;
