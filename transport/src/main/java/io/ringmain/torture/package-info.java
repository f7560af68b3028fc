/**
 * Tries to break the journal: child processes write one and are killed, copies of it are damaged, disks lose their power,
 * and what is left is compared with what was promised. See docs/durability.md.
 *
 * <pre>
 *   {@link io.ringmain.torture.Torture} ──plan──▶ WriterChild (a JVM) ──▶ journal
 *        │  ◀─ acknowledged sequences ─┘                  │
 *        ├─ SIGKILL, at an {@code Aim}                          │
 *        ├─ JournalCheck: reads all of it ◀───────────────┤
 *        ├─ DamageRound: breaks a copy, reads that ◀──────┤
 *        └─ PowerRound: a copy of the disk under it ◀─────┘
 * </pre>
 *
 * Depends on the journal's public face, and knows the names of its files.
 */
package io.ringmain.torture;
