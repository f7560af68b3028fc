/**
 * {@code ringmain bench} alone: measures a choice of everything and publishes it as one folder, with tables and plots that read
 * by themselves.
 *
 * <pre>
 * Publication ── Parts, each a "ringmain bench WHAT --out" ──► folder: environment.json, engine/, latency/, …
 *     │                                                              │
 *     └─► Report, read from the folder alone ◄───────────────────────┘
 *            ├─► ReportPage ──► Page ──► report.md, report.html
 *            ├─► ReportPlots ──► Plot ──► plots/*.svg
 *            ├─► ReadmeFigures ──► the table of the README
 *            └─► Difference, of two reports: faster, slower, or no difference that can be seen
 * </pre>
 *
 * What is shown is made from the folder's files, so it can be made again, and each figure can be looked up in them.
 */
package io.ringmain.benchmarks.publish;
