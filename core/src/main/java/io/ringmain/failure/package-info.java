/**
 * What a publisher or a closer gets when a pipeline cannot go on. A failed stage halts the pipeline, releases every
 * publisher that waits, and its cause is what everybody sees.
 */
package io.ringmain.failure;
