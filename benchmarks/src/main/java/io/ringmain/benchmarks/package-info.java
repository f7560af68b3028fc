/**
 * The speed of Ringmain beside its peers': {@code ringmain bench} and its errors. Same handlers, same events, same ring,
 * same batches on every side, and every answer checked.
 */
package io.ringmain.benchmarks;
