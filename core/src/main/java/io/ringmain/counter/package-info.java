/**
 * What a pipeline counts, always: a fixed list of counters for each stage and each ring, each written by one thread only
 * and read by any without disturbing it. Depends on nothing else of Ringmain.
 */
package io.ringmain.counter;
