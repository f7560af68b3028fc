/** Bridges. */
package io.ringmain.kafka;
