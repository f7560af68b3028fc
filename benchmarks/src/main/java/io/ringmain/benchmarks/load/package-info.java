/** Load that does not wait for answers: when events are due, sending them then, and what came of it. */
package io.ringmain.benchmarks.load;
