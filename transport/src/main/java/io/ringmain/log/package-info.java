/**
 * The record of any log, whatever its kind: what a Kafka topic, a file and a journal can all carry, and how a journal keeps
 * it. Knows neither Chronicle nor Kafka.
 */
package io.ringmain.log;
