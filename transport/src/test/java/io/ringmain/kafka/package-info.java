/** Tests of the bridges against a real broker and a ring that is a fake. */
package io.ringmain.kafka;
