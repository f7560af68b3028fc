/**
 * Kafka Streams as a side of {@code ringmain bench kafka}: a program of its own, on the class path of its own version of the
 * clients. It is told what to do by a file of properties, the same file that every other side gets.
 */
package io.ringmain.benchmarks.streams;
