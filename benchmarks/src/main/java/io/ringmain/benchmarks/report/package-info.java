/**
 * What every comparison ends with: medians and spread, a table for people, one JSON object for programs, and the
 * conditions without which no figure means anything. Knows nothing of what was measured. One thread.
 */
package io.ringmain.benchmarks.report;
