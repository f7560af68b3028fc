/**
 * The speed of Ringmain beside its peers': {@code ringmain bench} and its errors. Same handlers, same events, same ring,
 * same batches on every side, and every answer checked. Without a word behind it, it publishes a report (package
 * {@code publish}).
 */
package io.ringmain.benchmarks;
